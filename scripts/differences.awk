# Which rows of a CSV table differ: awk -v table=NAME -f differences.awk GOLDEN NOW.
# A row is named by its first columns: as few as make every row of both tables unique.
# Records are lines; a quoted cell may hold commas and doubled quotes.

FNR == 1 { side++; header[side] = $0; next }
{ rows[side]++; record[side, rows[side]] = $0 }

END {
  if (header[1] != header[2]) {
    printf "%s: the columns differ\n  golden: %s\n  now:    %s\n", table, header[1], header[2]
    exit
  }
  columns = split_cells(header[1], names)
  for (width = 1; width < columns && !is_unique(width); width++);

  for (i = 1; i <= rows[1]; i++) { golden[key(record[1, i], width)] = record[1, i] }
  for (i = 1; i <= rows[2]; i++) {
    name = key(record[2, i], width)
    if (!(name in golden)) { say("only now: " label(record[2, i]), record[2, i]); continue }
    matched[name] = 1
    if (golden[name] != record[2, i]) say(label(record[2, i]) ":" changes(golden[name], record[2, i]), "")
  }
  for (i = 1; i <= rows[1]; i++) {
    if (!(key(record[1, i], width) in matched)) say("only golden: " label(record[1, i]), record[1, i])
  }
  if (said == 0) printf "%s: the same rows in another order or spelling\n", table
  else if (said > 50) printf "%s: %d rows differ, 50 of them shown\n", table, said
  else printf "%s: %d %s\n", table, said, said == 1 ? "row differs" : "rows differ"
}

function say(text, whole) {
  if (++said > 50) return
  printf "%s: %s\n", table, text
  if (whole != "") printf "    %s\n", whole
}

# Cells as written, quotes included.
function split_cells(line, cells,   count, at, from, quoted, c) {
  count = 0; from = 1; quoted = 0
  for (at = 1; at <= length(line) + 1; at++) {
    c = substr(line, at, 1)
    if (c == "\"") quoted = !quoted
    if (at > length(line) || (c == "," && !quoted)) {
      cells[++count] = substr(line, from, at - from)
      from = at + 1
    }
  }
  return count
}

function key(line, width,   cells, count, i, text) {
  count = split_cells(line, cells)
  for (i = 1; i <= width && i <= count; i++) text = text SUBSEP cells[i]
  return text
}

function is_unique(width,   side, i, seen, name) {
  for (side = 1; side <= 2; side++) {
    for (i = 1; i <= rows[side]; i++) {
      name = side SUBSEP key(record[side, i], width)
      if (name in seen) return 0
      seen[name] = 1
    }
  }
  return 1
}

function label(line,   cells, i, text) {
  split_cells(line, cells)
  for (i = 1; i <= width; i++) text = text (i > 1 ? " " : "") names[i] "=" cells[i]
  return text
}

function changes(old, new,   before, after, i, text) {
  split_cells(old, before); split_cells(new, after)
  for (i = width + 1; i <= columns; i++) {
    if (before[i] != after[i]) text = text " " names[i] " " shown(before[i]) " -> " shown(after[i])
  }
  return text
}

function shown(cell) { return cell == "" ? "(empty)" : cell }
