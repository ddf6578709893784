// How many items a list has and which place a cell has in its table, as the walk comes to them. Lists count what is said
// of them, tables what they show.
"use strict";
(function (reader) {
  const { has, tag } = reader.dom, { CELL, TABLE } = reader.kinds;
  reader.NO_SIZES = Object.freeze({ table: null, list: null });

  // What is counted inside of an element: the nearest table and the nearest list.
  reader.sizesIn = function (el, role, node, around) {
    const { table, list } = around;
    if (role === "list") return { table, list: { size: 0, item: tag(el) === "dl" && !has(el, "role") ? "dt" : "" } };
    if (TABLE.test(role)) return { table: openTable(el, node), list };
    if (role === "listitem" && list && !list.item) list.size += 1;
    else if (role === "term" && tag(el) === list?.item) list.size += 1;
    else if (CELL.test(role)) openCell(el, node, table);
    else if (role === "listbox") node.rows = reader.optionsIn(el);
    return around;
  };

  /** @param {ReaderNode} node */
  function openTable(el, node) {
    const table = reader.tableOf(el);
    [node.rows, node.columns] = table.size;
    return table;
  }

  /** @param {ReaderNode} node */
  function openCell(el, node, table) {
    const place = table?.place(el);
    if (!place) return;
    const label = has(el, "aria-label") || has(el, "aria-labelledby") ? node.name : "";
    node.cell = label ? { ...place, label } : place;
  }
})(globalThis.labReader);
