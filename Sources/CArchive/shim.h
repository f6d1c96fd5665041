// libarchive 3 (Debian: libarchive-dev), BSD-2-Clause, for zst, xz, bz2 and zip, and zlib (zlib1g-dev), zlib
// license, for gz, whose checksums libarchive does not look at.
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <zlib.h>

// Reads the next header with member names as UTF-8, whatever the locale of the process: libarchive turns
// them into that, and gives none where it cannot.
static inline int carchive_next_header(struct archive *archive, struct archive_entry **entry) {
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
  int result = archive_read_next_header(archive, entry);
  if (utf8) {
    uselocale(before);
    freelocale(utf8);
  }
  return result;
}

// inflateInit2 is a macro; 16 more than the largest window: gzip alone, with its checksum.
static inline int carchive_begin_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
