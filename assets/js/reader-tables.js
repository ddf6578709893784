// Tables: the rows and columns that are there for a reader, where a cell stands among them, and its headers, as HTML's
// algorithm finds them (HTML, 4.9.12.2). ARIA's tables have the same: their headers say by their role what they head.
"use strict";
(function (reader) {
  const { all, attr, closest, get, has, matches, number, one, parent, shows, tag } = reader.dom;
  const TABLES = "table:not([role=none],[role=presentation]),[role=table],[role=grid],[role=treegrid]";
  const ROWS = "tr,[role=row]";
  const CELLS = "td,th,[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]";
  // A page may say that a cell covers millions of places, and stands under a thousand headers.
  const MOST_PLACES = 200_000, MOST_HEADERS = 20;

  reader.isExposed = (el) => !reader.isShut(el) &&
    (shows(el, { visibilityProperty: true }) || getComputedStyle(el).display === "contents");

  function rowsOf(table) {
    if (tag(table) === "table") return Array.from(table.rows);
    const owned = reader.referenced(table, "aria-owns").filter((el) => matches(el, ROWS));
    return [...Array.from(all(table, ROWS)).filter((row) => closest(parent(row), TABLES) === table), ...owned];
  }

  function cellsOf(row) {
    if (tag(row) === "tr") return Array.from(row.cells);
    const owned = reader.referenced(row, "aria-owns").filter((el) => matches(el, CELLS));
    return [...Array.from(all(row, CELLS)).filter((cell) => closest(parent(cell), ROWS) === row), ...owned];
  }

  const wordsFor = (el, name) => reader.tidy(attr(el, name));

  function scopeOf(el) {
    const role = attr(el, "role");
    if (role === "columnheader") return "col";
    if (role === "rowheader") return "row";
    if (tag(el) !== "th" || role) return "";
    const scope = (attr(el, "scope") ?? "").toLowerCase();
    return /^(row|col)(group)?$/.test(scope) ? scope : "auto";
  }

  class Table {
    constructor(el) {
      this.el = el;
      this.rows = rowsOf(el);
      this.cells = new Map();
      /** @type {any[][]} */
      this.slots = this.rows.map(() => []);
      this.placed = 0;
      this.rows.forEach((row, y) => this.placeRow(row, y));
      this.exposed = Array.from(this.cells.values()).filter((cell) => reader.isExposed(cell.el));
      this.rowNumbers = numbered(this.rows.map((row) => reader.isExposed(row)));
      this.columnNumbers = numbered(this.coveredColumns());
      this.given = one(el, "[aria-rowindex],[aria-colindex]") ? this.givenNumbers() : { rows: new Map(), columns: new Map() };
      this.headers = this.exposed.filter((cell) => cell.scope);
      this.inRow = this.inColumn = new Map();
      /** @type {any[]} */
      this.groupHeaders = [];
      /** @type {any[]} */
      this.columnGroups = [];
      if (this.headers.length) this.sortHeaders();
    }

    placeRow(row, y) {
      let x = 0;
      for (const el of cellsOf(row)) {
        if (getComputedStyle(el).display === "none") continue;
        while (this.slots[y][x]) x += 1;
        const width = this.spanOf(el, "colSpan", "aria-colspan");
        const cell = { el, x, y, width, height: this.heightOf(el, y, width), scope: scopeOf(el) };
        this.cells.set(el, cell);
        this.fill(cell);
        x += cell.width;
      }
    }

    spanOf(el, property, attribute) {
      const span = get(el, property) ?? number(el, attribute);
      return this.placed < MOST_PLACES ? Math.max(1, Math.min(span, 1000)) : 1;
    }

    // Never beyond its row group; 0 is to the end of it.
    heightOf(el, y, width) {
      const asked = get(el, "rowSpan") === 0 ? 65534 : this.spanOf(el, "rowSpan", "aria-rowspan");
      const most = Math.min(asked, (MOST_PLACES - this.placed) / width);
      const group = parent(this.rows[y]);
      let height = 1;
      while (height < most && this.rows[y + height] && parent(this.rows[y + height]) === group) height += 1;
      return height;
    }

    fill(cell) {
      for (let y = cell.y; y < cell.y + cell.height; y += 1) {
        for (let x = cell.x; x < cell.x + cell.width; x += 1) this.slots[y][x] ??= cell;
      }
      this.placed += cell.width * cell.height;
    }

    coveredColumns() {
      const covered = [];
      for (const cell of this.exposed) for (let x = cell.x; x < cell.x + cell.width; x += 1) covered[x] = true;
      return Array.from(covered, Boolean);
    }

    // Which rows and columns hold no data, and the headers of each row and column in their order.
    sortHeaders() {
      this.dataRows = new Set();
      this.dataColumns = new Set();
      for (const cell of this.cells.values()) {
        if (cell.scope) continue;
        for (let y = cell.y; y < cell.y + cell.height; y += 1) this.dataRows.add(y);
        for (let x = cell.x; x < cell.x + cell.width; x += 1) this.dataColumns.add(x);
      }
      this.inRow = new Map();
      this.inColumn = new Map();
      for (const header of this.headers) {
        header.isColumn = this.isHeading(header, "col", header.y, header.height, this.dataRows);
        header.isRow = !header.isColumn && this.isHeading(header, "row", header.x, header.width, this.dataColumns);
        if (!header.isColumn && !header.isRow) this.asComputed(header);
        for (let y = header.y; y < header.y + header.height; y += 1) listed(this.inRow, y).push(header);
        for (let x = header.x; x < header.x + header.width; x += 1) listed(this.inColumn, x).push(header);
      }
      this.groupHeaders = this.headers.filter((header) => header.scope.endsWith("group"));
      this.columnGroups = columnGroupsOf(this.el);
      this.inRow = sorted(this.inRow, "x", "isRow");
      this.inColumn = sorted(this.inColumn, "y", "isColumn");
    }

    isHeading(header, way, from, length, dataLines) {
      if (header.scope !== "auto") return header.scope.startsWith(way);
      for (let line = from; line < from + length; line += 1) if (dataLines.has(line)) return false;
      return true;
    }

    // Beside an empty corner that is a data cell HTML finds a header of nothing; Chromium does not.
    asComputed(header) {
      const role = reader.roleOf(header.el);
      header.isColumn = role === "columnheader";
      header.isRow = role === "rowheader";
    }

    // Where an author says of a row or a cell where it stands, those after it follow, and none stands before another.
    givenNumbers() {
      const rows = new Map(), columns = new Map();
      /** @type {any[][]} */
      const inRow = this.rows.map(() => []);
      for (const cell of this.exposed) inRow[cell.y].push(cell);
      let row = 0;
      for (const [y, cells] of inRow.entries()) {
        const outer = this.rows[y];
        const asked = number(outer, "aria-rowindex") || (cells.length ? number(cells[0].el, "aria-rowindex") : 0);
        if (asked || (row && reader.isExposed(outer))) rows.set(y, row = Math.max(asked, row + 1));
        let next = number(outer, "aria-colindex");
        for (const { el, width } of cells) {
          const given = number(el, "aria-colindex");
          if (!given && !next) continue;
          columns.set(el, Math.max(given, next));
          next = columns.get(el) + width;
        }
      }
      return { rows, columns };
    }

    get size() {
      return [number(this.el, "aria-rowcount") || this.rowNumbers.count, number(this.el, "aria-colcount") || this.columnNumbers.count];
    }

    // What the message says of a cell; how many rows and columns it covers only where it is more than one.
    place(el) {
      const cell = this.cells.get(el);
      if (!cell) return null;
      const [row, rowSpan] = this.rowNumbers.of(cell.y, cell.height);
      const [column, columnSpan] = this.columnNumbers.of(cell.x, cell.width);
      const [ofRow, ofColumn] = this.headers.length || has(el, "headers") ? this.headersOf(cell) : [[], []];
      const { rows, columns } = this.given, outer = this.rows[cell.y];
      const told = { row: rows.get(cell.y) ?? row, column: columns.get(el) ?? column, rowHeaders: ofRow, columnHeaders: ofColumn };
      const rowSaid = wordsFor(el, "aria-rowindextext") || wordsFor(outer, "aria-rowindextext"), columnSaid = wordsFor(el, "aria-colindextext");
      if (rowSaid) told.rowSaid = rowSaid;
      if (columnSaid) told.columnSaid = columnSaid;
      return rowSpan > 1 || columnSpan > 1 ? { ...told, rowSpan, columnSpan } : told;
    }

    headersOf(cell) {
      if (has(cell.el, "headers")) return this.namedHeaders(cell);
      const ofRow = new Set(), ofColumn = new Set();
      for (let y = cell.y; y < cell.y + cell.height; y += 1) this.look(cell, this.inRow.get(y), "x", "width", "y", "height", "isRow", ofRow);
      for (let x = cell.x; x < cell.x + cell.width; x += 1) this.look(cell, this.inColumn.get(x), "y", "height", "x", "width", "isColumn", ofColumn);
      for (const header of this.groupHeaders) if (this.isOfGroup(header, cell)) (header.isRow ? ofRow : ofColumn).add(header);
      return [this.told(ofRow, cell), this.told(ofColumn, cell)];
    }

    // From the cell back to the table's edge. Headers that stand together are levels of one heading; behind data a
    // header counts no more where a nearer one covers the same.
    look(cell, headers, along, length, across, breadth, isRight, found) {
      let together = cell.scope ? [cell] : [], edge = cell[along];
      const nearer = [];
      for (let at = (headers?.length ?? 0) - 1; at >= 0 && found.size < MOST_HEADERS; at -= 1) {
        const header = headers[at];
        if (header === cell || header[along] >= cell[along]) continue;
        if (header[along] + header[length] < edge) { nearer.push(...together); together = []; }
        const isCovered = nearer.some((other) => other[across] === header[across] && other[breadth] === header[breadth]);
        if (header[isRight] && !isCovered) found.add(header);
        together.push(header);
        edge = header[along];
      }
    }

    isOfGroup(header, cell) {
      if (header.y >= cell.y + cell.height || header.x >= cell.x + cell.width) return false;
      if (header.isRow) return parent(this.rows[header.y]) === parent(this.rows[cell.y]);
      const group = this.columnGroups[header.x];
      return group !== undefined && group === this.columnGroups[cell.x];
    }

    namedHeaders(cell) {
      const named = reader.referenced(cell.el, "headers").map((el) => this.cells.get(el) ?? { el, x: 0, y: 0 });
      return [this.told(named.filter((header) => header.isRow), cell), this.told(named.filter((header) => !header.isRow), cell)];
    }

    // The outermost first, each once, by what it is called.
    told(headers, cell) {
      return Array.from(headers).filter((header) => header !== cell).sort((a, b) => a.y - b.y || a.x - b.x)
        .map((header) => ({ id: reader.idOf(header.el), name: this.nameOf(header) })).filter(({ name }) => name);
    }

    nameOf(header) {
      if (reader.isEditingHost(header.el)) return reader.tidy(attr(header.el, "aria-label"));
      header.name ??= reader.tidy(attr(header.el, "abbr")) || reader.nameOf(header.el) || reader.tidy(reader.plainText(header.el));
      return header.name;
    }
  }

  // Chromium's own tree takes a time that grows with the square of what cells cover, and a page may wait for minutes where
  // thousands of cells say that they cover thousands. So before it is asked anything, those that together cover more than
  // a table holds are made cells of one place. It is the one thing that is changed in a page.
  reader.boundTables = function (root) {
    let places = 0;
    for (const cell of all(root, "td[rowspan],th[rowspan],td[colspan],th[colspan]")) {
      places += cell.colSpan * Math.min(cell.rowSpan || MOST_PLACES, closest(cell, "table")?.rows.length ?? 1);
      if (places > MOST_PLACES) cell.rowSpan = cell.colSpan = 1;
    }
  };

  // For each column the group that it stands in, where the table has any.
  function columnGroupsOf(table) {
    const columns = [];
    for (const group of all(table, ":scope > colgroup")) {
      const inside = Array.from(all(group, ":scope > col"));
      const width = inside.length ? inside.reduce((sum, column) => sum + column.span, 0) : group.span;
      for (let x = 0; x < width; x += 1) columns.push(group);
    }
    return columns;
  }

  // Only of lines in which one heads them: among a thousand others nobody looks in vain.
  function sorted(lines, along, isRight) {
    const heading = Array.from(lines).filter(([, headers]) => headers.some((header) => header[isRight]));
    for (const [, headers] of heading) headers.sort((a, b) => a[along] - b[along]);
    return new Map(heading);
  }

  function listed(map, key) {
    if (!map.has(key)) map.set(key, []);
    return map.get(key);
  }

  // Numbers from 1 for those lines that are exposed, and how many of them a stretch covers.
  function numbered(isThere) {
    const before = [0];
    for (const is of isThere) before.push(before[before.length - 1] + (is ? 1 : 0));
    const upTo = (line) => before[Math.min(line, isThere.length)]; // Behind the last that is exposed there may be a cell as well.
    return { count: upTo(isThere.length), of: (from, length) => [upTo(from) + 1, upTo(from + length) - upTo(from)] };
  }

  reader.tableOf = (el) => new Table(el);
})(globalThis.labReader);
