"use strict";
/*
 * What stands above and below every page of every form: the council's name, its menu of forty folded links and its
 * footer, written where this script stands, before the main part (with the page that Back leads to) and after it.
 * All their links lead to one page that says so.
 */
(() => {
  const services = ["Adult social care", "Allotments", "Benefits", "Births and deaths", "Bins and recycling",
    "Blue Badges", "Building control", "Bulky waste", "Buses and travel", "Business rates", "Care for children",
    "Complaints", "Council jobs", "Council meetings", "Council tax", "Councillors", "Crime and safety", "Elections",
    "Events", "Floods", "Food safety", "Foster care", "Grants", "Homelessness", "Housing repairs", "Leisure centres",
    "Libraries", "Licences", "Markets", "Museums", "News", "Noise", "Parking", "Parks", "Planning",
    "Roads and pavements", "Schools", "Street lights", "Trees", "Weddings"];
  const back = document.currentScript?.dataset.back;
  const linked = (name) => `<li><a href="../elsewhere.html">${name}</a></li>`;
  const above = () => `
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
      ${back ? `<a class="back-link" href="${back}" data-go>Back</a>` : ""}
    </header>`;
  const below = () => `
    <footer class="site-footer">
      <ul>${["Accessibility", "Contact us"].map(linked).join("")}</ul>
      <p>Northmere is made up. Nothing you enter is kept.</p>
    </footer>`;
  document.write(document.querySelector("main") ? below() : above());
})();
