// What reading alone costs on this machine, one thread, files in the cache:
//
//   limits lines FILE...    line ends are counted, as `wc -l` does
//   limits scan FILE...     the product's scanner finds the places of all fields; it passes over the first
//                           line of what it leaves to libcsv
//   limits libcsv FILE...   libcsv splits every field, nothing is done with them
#include "CScan.h"
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { block_size = 1 << 16 };

/// Counts the line ends, or the records, of one file. Gives -1 where it cannot.
typedef long (*limit)(int file);

static char block[block_size];

static long count_lines(int file) {
  long lines = 0;
  ssize_t size;
  while ((size = read(file, block, block_size)) > 0) {
    for (ssize_t i = 0; i < size; i++) lines += block[i] == '\n';
  }
  return size < 0 ? -1 : lines;
}

static void field_ended(void *text, size_t length, void *records) {}

static void record_ended(int terminator, void *records) { ++*(long *)records; }

static long count_records(int file) {
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return -1;
  long records = 0;
  ssize_t size;
  while ((size = read(file, block, block_size)) > 0) {
    if (csv_parse(&parser, block, (size_t)size, field_ended, record_ended, &records) != (size_t)size) {
      fprintf(stderr, "limits: %s\n", csv_strerror(csv_error(&parser)));
      csv_free(&parser);
      return -1;
    }
  }
  if (size < 0 || csv_fini(&parser, field_ended, record_ended, &records) != 0) records = -1;
  csv_free(&parser);
  return records;
}

enum { chunk_size = 2 << 20, columns = 16, most_rows = chunk_size / columns };

static long scan_records(int file) {
  static uint8_t chunk[chunk_size];
  static uint32_t starts[most_rows * columns + 1], ends[most_rows * columns + 1], offsets[most_rows];
  uint8_t kept[columns];
  memset(kept, 1, columns);
  struct cscan_shape shape = {',', columns, kept, columns, 1 << 20};
  struct cscan_lists lists = {most_rows, starts, ends, offsets};
  long records = 0;
  size_t held = 0;
  ssize_t size;
  while ((size = read(file, chunk + held, chunk_size - held)) > 0) {
    held += (size_t)size;
    size_t place = 0;
    const uint8_t *end;
    do {
      struct cscan_result found = cscan_records(chunk, held, place, held, shape, lists);
      records += (long)found.rows;
      place = found.position;
      // In front of a record that is not regular, or of one that the chunk cuts off.
      end = memchr(chunk + place, '\n', held - place);
      if (end != NULL) place = (size_t)(end - chunk) + 1;
    } while (end != NULL);
    memmove(chunk, chunk + place, held - place);
    held -= place;
    if (held == chunk_size) return -1;
  }
  return size < 0 ? -1 : records;
}

static const struct {
  const char *name;
  limit run;
} limits[] = {{"lines", count_lines}, {"scan", scan_records}, {"libcsv", count_records}};

int main(int count, char **arguments) {
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    if (count < 3 || strcmp(arguments[1], limits[i].name) != 0) continue;
    long total = 0;
    for (int at = 2; at < count; at++) {
      int file = open(arguments[at], O_RDONLY);
      if (file < 0) {
        fprintf(stderr, "limits: %s: %s\n", arguments[at], strerror(errno));
        return 66;
      }
      long found = limits[i].run(file);
      close(file);
      if (found < 0) {
        fprintf(stderr, "limits: %s: cannot be read\n", arguments[at]);
        return 74;
      }
      total += found;
    }
    printf("%ld\n", total);
    return 0;
  }
  fprintf(stderr, "usage: limits lines|scan|libcsv FILE...\n");
  return 64;
}
