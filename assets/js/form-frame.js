"use strict";
/*
 * What stands above and below every page of every form: the council's name, its menu of forty folded links and its
 * footer. All its links lead to one page that says so. A page itself holds its main part and its Back link.
 */
labForm.buildFrame = () => {
  const services = ["Adult social care", "Allotments", "Benefits", "Births and deaths", "Bins and recycling",
    "Blue Badges", "Building control", "Bulky waste", "Buses and travel", "Business rates", "Care for children",
    "Complaints", "Council jobs", "Council meetings", "Council tax", "Councillors", "Crime and safety", "Elections",
    "Events", "Floods", "Food safety", "Foster care", "Grants", "Homelessness", "Housing repairs", "Leisure centres",
    "Libraries", "Licences", "Markets", "Museums", "News", "Noise", "Parking", "Parks", "Planning",
    "Roads and pavements", "Schools", "Street lights", "Trees", "Weddings"];
  const linked = (name) => `<li><a href="../elsewhere.html">${name}</a></li>`;
  document.body.insertAdjacentHTML("afterbegin", `
    <a class="skip-link" href="#main">Skip to main content</a>
    <header>
      <div class="site-header">
        <div class="site-header__row">
          <a class="site-header__name" href="../elsewhere.html">Northmere Council</a>
          <nav class="site-menu" aria-label="Council services">
            <details><summary>Menu</summary><ul>${services.map(linked).join("")}</ul></details>
          </nav>
        </div>
      </div>
    </header>`);
  document.querySelector("header").append(...document.querySelectorAll("body > .back-link"));
  document.body.insertAdjacentHTML("beforeend", `
    <footer class="site-footer">
      <ul>${["Accessibility", "Contact us"].map(linked).join("")}</ul>
      <p>Northmere is made up. Nothing you enter is kept.</p>
    </footer>`);
};
