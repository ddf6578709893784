"use strict";
/* The council's menu: forty links, folded away, the same above every form. The links lead to one page that says so. */
labForm.buildMenu = () => {
  const nav = document.querySelector(".site-menu");
  if (!nav) return;
  const services = ["Adult social care", "Allotments", "Benefits", "Births and deaths", "Bins and recycling",
    "Blue Badges", "Building control", "Bulky waste", "Buses and travel", "Business rates", "Care for children",
    "Complaints", "Council jobs", "Council meetings", "Council tax", "Councillors", "Crime and safety", "Elections",
    "Events", "Floods", "Food safety", "Foster care", "Grants", "Homelessness", "Housing repairs", "Leisure centres",
    "Libraries", "Licences", "Markets", "Museums", "News", "Noise", "Parking", "Parks", "Planning",
    "Roads and pavements", "Schools", "Street lights", "Trees", "Weddings"];
  const details = document.createElement("details");
  details.append(Object.assign(document.createElement("summary"), { textContent: "Menu" }));
  const list = document.createElement("ul");
  for (const name of services) {
    const link = Object.assign(document.createElement("a"), { textContent: name });
    link.setAttribute("href", "../elsewhere.html");
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  details.append(list);
  nav.append(details);
};
