"use strict";
/* The streets of Northmere, all made up: each of these names with each of these kinds. */
(() => {
  const NAMES = ["Abbey", "Acorn", "Ash", "Beech", "Birch", "Bridge", "Brook", "Canal", "Castle", "Cedar", "Chapel", "Cherry",
    "Church", "Clifton", "Cross", "Dale", "Elm", "Ferry", "Field", "Garden", "George", "Grange", "Green", "Grove", "Harbour",
    "Hawthorn", "Heath", "High", "Hillside", "Holly", "King", "Lake", "Laurel", "Lime", "London", "Manor", "Maple", "Market",
    "Meadow", "Mill", "New", "North", "Oak", "Orchard", "Park", "Queen", "Railway", "River", "Rose", "School", "Station",
    "Temple", "Union", "Victoria", "Willow", "York"];
  labForm.lists.streets = NAMES.flatMap((name) => ["Street", "Road", "Lane", "Avenue", "Court"].map((kind) => `${name} ${kind}`));
})();
