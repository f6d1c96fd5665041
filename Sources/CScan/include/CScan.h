// Splits regular records of delimited text, 64 bytes at a time, and copies nothing.
//
// A regular record has as many fields as its file is wide and ends with LF or CRLF. Each of its fields
// is bare (no quote, CR, LF or NUL in it) or quoted from its first byte to the last one before the
// delimiter or line end, with no quote, CR, LF or NUL between. It is no blank line, is not longer than a
// field may be, and is UTF-8. In front of anything else the scan stops; another parser reads that.
#ifndef CSCAN_H
#define CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define CSCAN_BLOCK 64

// What 64 bytes hold; bit i stands for byte i.
struct cscan_block {
  uint64_t structural;  // delimiters, quotes, CR, LF and NUL
  bool beyond_ascii;    // whether any byte is 0x80 or above
};

// What the records of a file look like.
struct cscan_shape {
  uint8_t delimiter;
  size_t width;         // fields in a record, at least 1
  const uint8_t *kept;  // for each of them 1 where its place is wanted, else 0
  size_t kept_count;    // how many are
  size_t longest;       // bytes that a record may have with its line end
};

// Where the places go: rows * kept_count + 1 for starts and ends, rows for offsets. They count from the
// first byte that was given, of which there are fewer than 2^32.
struct cscan_lists {
  size_t rows;
  uint32_t *starts;
  uint32_t *ends;
  uint32_t *offsets;  // of the records
};

// How far a scan came.
struct cscan_result {
  size_t position;  // behind the last record taken
  size_t rows;      // records taken
};

// Eight bytes, the first one lowest.
static inline uint64_t cscan_word(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// The bytes of `word` that equal those of `pattern`, one bit each; exact, whatever the bytes are.
static inline uint64_t cscan_equal8(uint64_t word, uint64_t pattern) {
  const uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
  uint64_t difference = word ^ pattern;
  return ~(((difference & low) + low) | difference | low);
}

// The same for any processor.
static inline struct cscan_block cscan_portable_block(const uint8_t *bytes, uint8_t delimiter) {
  const uint64_t ones = 0x0101010101010101ULL;
  struct cscan_block block = {0, false};
  uint64_t all = 0;
  for (int place = 0; place < CSCAN_BLOCK; place += 8) {
    uint64_t word = cscan_word(bytes + place);
    all |= word;
    uint64_t found = cscan_equal8(word, ones * delimiter) | cscan_equal8(word, ones * '"')
      | cscan_equal8(word, ones * '\r') | cscan_equal8(word, ones * '\n') | cscan_equal8(word, 0);
    // Gathers the top bits of the eight bytes in the highest one.
    block.structural |= (found * 0x0002040810204081ULL >> 56) << place;
  }
  block.beyond_ascii = (all & ones << 7) != 0;
  return block;
}

#if defined(__SSE2__)

static inline uint64_t cscan_structural16(__m128i bytes, __m128i delimiter) {
  __m128i found = _mm_or_si128(
    _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))),
    _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))));
  found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
  return (uint16_t)_mm_movemask_epi8(found);
}

static inline struct cscan_block cscan_block_of(const uint8_t *bytes, uint8_t delimiter) {
  __m128i wanted = _mm_set1_epi8((char)delimiter);
  __m128i a = _mm_loadu_si128((const __m128i *)bytes);
  __m128i b = _mm_loadu_si128((const __m128i *)(bytes + 16));
  __m128i c = _mm_loadu_si128((const __m128i *)(bytes + 32));
  __m128i d = _mm_loadu_si128((const __m128i *)(bytes + 48));
  struct cscan_block block;
  block.structural = cscan_structural16(a, wanted) | cscan_structural16(b, wanted) << 16
    | cscan_structural16(c, wanted) << 32 | cscan_structural16(d, wanted) << 48;
  block.beyond_ascii =
    _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) != 0;
  return block;
}

#else

static inline struct cscan_block cscan_block_of(const uint8_t *bytes, uint8_t delimiter) {
  return cscan_portable_block(bytes, delimiter);
}

#endif

// Whether bytes are UTF-8 as the Unicode Standard defines it: no overlong form, no surrogate, nothing
// above U+10FFFF.
//
// Source: The Unicode Standard 16.0, table 3-7, Well-Formed UTF-8 Byte Sequences.
static inline bool cscan_is_utf8(const uint8_t *bytes, size_t count) {
  size_t place = 0;
  while (place < count) {
    if (count - place >= 8) {
      uint64_t beyond_ascii = cscan_word(bytes + place) & 0x8080808080808080ULL;
      if (beyond_ascii == 0) {
        place += 8;
        continue;
      }
      place += (size_t)__builtin_ctzll(beyond_ascii) / 8;
    }
    uint8_t lead = bytes[place];
    if (lead < 0x80) {
      place += 1;
      continue;
    }
    // How many bytes follow, and what the first of them may be.
    size_t following;
    uint8_t least = 0x80, most = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
      following = 1;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      following = 2;
      if (lead == 0xe0) least = 0xa0;
      if (lead == 0xed) most = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      following = 3;
      if (lead == 0xf0) least = 0x90;
      if (lead == 0xf4) most = 0x8f;
    } else {
      return false;
    }
    if (count - place <= following) return false;
    if (bytes[place + 1] < least || bytes[place + 1] > most) return false;
    for (size_t offset = 2; offset <= following; offset++) {
      if ((bytes[place + offset] & 0xc0) != 0x80) return false;
    }
    place += following + 1;
  }
  return true;
}

// Walks over the structural bytes from one place on.
struct cscan_cursor {
  const uint8_t *bytes;
  size_t count;
  uint8_t delimiter;
  size_t block;               // where the current block begins
  uint64_t mask;              // its structural bytes that were not met yet
  size_t beyond_ascii_until;  // behind the last block met that is not all ASCII
};

static inline void cscan_load(struct cscan_cursor *cursor) {
  size_t rest = cursor->count - cursor->block;
  struct cscan_block block;
  if (__builtin_expect(rest >= CSCAN_BLOCK, 1)) {
    block = cscan_block_of(cursor->bytes + cursor->block, cursor->delimiter);
  } else {
    uint8_t padded[CSCAN_BLOCK];
    memset(padded, 'x', CSCAN_BLOCK);
    memcpy(padded, cursor->bytes + cursor->block, rest);
    block = cscan_block_of(padded, cursor->delimiter);
  }
  cursor->mask = block.structural;
  if (block.beyond_ascii) cursor->beyond_ascii_until = cursor->block + CSCAN_BLOCK;
}

// The place of the next structural byte; the number of bytes where there is none.
static inline size_t cscan_next(struct cscan_cursor *cursor) {
  while (cursor->mask == 0) {
    if (cursor->count - cursor->block <= CSCAN_BLOCK) return cursor->count;
    cursor->block += CSCAN_BLOCK;
    cscan_load(cursor);
  }
  size_t place = cursor->block + (size_t)__builtin_ctzll(cursor->mask);
  cursor->mask &= cursor->mask - 1;
  return place;
}

// Takes the regular records from `position` on that begin before `stop`, as many as there is room for.
// What the lists hold behind the last record taken means nothing.
static inline struct cscan_result cscan_records(
  const uint8_t *bytes, size_t count, size_t position, size_t stop, struct cscan_shape shape,
  struct cscan_lists lists
) {
  struct cscan_result result = {position, 0};
  if (position >= count) return result;
  struct cscan_cursor cursor = {bytes, count, shape.delimiter, position, 0, 0};
  cscan_load(&cursor);
  size_t last = shape.width - 1;
  while (result.position < stop && result.rows < lists.rows) {
    size_t record = result.position;
    size_t index = result.rows * shape.kept_count;
    size_t field = record;
    size_t column = 0;
    uint8_t byte;
    size_t place;
    while (true) {
      place = cscan_next(&cursor);
      if (place == count) return result;
      byte = bytes[place];
      size_t start = field;
      size_t end = place;
      if (byte == '"') {
        if (place != field) return result;
        do {
          end = cscan_next(&cursor);
          if (end == count) return result;
        } while (bytes[end] == shape.delimiter);
        if (bytes[end] != '"') return result;
        start = place + 1;
        place = cscan_next(&cursor);
        if (place != end + 1 || place == count) return result;
        byte = bytes[place];
      }
      // Also where the column is not kept: the next one overwrites it.
      lists.starts[index] = (uint32_t)start;
      lists.ends[index] = (uint32_t)end;
      index += shape.kept[column];
      if (byte != shape.delimiter) break;
      if (column == last) return result;
      column += 1;
      field = place + 1;
    }
    // A line end right at the beginning is a blank line.
    if (column != last || place == record) return result;
    if (byte == '\r') {
      size_t next = cscan_next(&cursor);
      if (next != place + 1 || next == count || bytes[next] != '\n') return result;
      place = next;
    } else if (byte != '\n') {
      return result;
    }
    if (place + 1 - record > shape.longest) return result;
    if (cursor.beyond_ascii_until > record && !cscan_is_utf8(bytes + record, place + 1 - record)) {
      return result;
    }
    lists.offsets[result.rows] = (uint32_t)record;
    result.rows += 1;
    result.position = place + 1;
  }
  return result;
}

#endif
