// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "memory/piece_table.h"
#include "core/new.h"
#include "nt/handle.h"
#include <string.h>

namespace tern::memory {

Lock g_mapping_lock;
Piece *g_pieces;
unsigned g_piece_count;
static unsigned g_capacity;

unsigned piece_count() { return g_piece_count; }
const Piece &piece_at(unsigned i) { return g_pieces[i]; }

unsigned first_piece(uintptr_t at) {
  unsigned low = 0, high = g_piece_count;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (g_pieces[middle].base + g_pieces[middle].size <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

Result<> reserve_pieces(unsigned n) {
  if (g_piece_count + n <= g_capacity) return success();
  unsigned capacity = (g_capacity ? g_capacity * 2 : 64) + n;
  auto *bigger = static_cast<Piece *>(realloc(g_pieces, capacity * sizeof(Piece)));
  if (!bigger) return Errno(ENOMEM);
  g_pieces = bigger;
  g_capacity = capacity;
  return success();
}

void insert_piece(const Piece &p) {
  unsigned i = first_piece(p.base);
  memmove(&g_pieces[i + 1], &g_pieces[i], (g_piece_count - i) * sizeof(Piece));
  g_pieces[i] = p;
  g_piece_count++;
  if (p.source) p.source->references++;
}

void erase_piece(unsigned i) {
  Source *s = g_pieces[i].source;
  memmove(&g_pieces[i], &g_pieces[i + 1], (g_piece_count - i - 1) * sizeof(Piece));
  g_piece_count--;
  if (s) drop_source(s);
}

static void split_piece(uintptr_t at) {
  unsigned i = first_piece(at);
  if (i == g_piece_count || g_pieces[i].base >= at) return;
  Piece upper = g_pieces[i];
  size_t lower_size = at - upper.base;
  g_pieces[i].size = lower_size;
  upper.base = at;
  upper.size -= lower_size;
  upper.offset += lower_size;
  insert_piece(upper);
}

void split_at_borders(uintptr_t at, size_t size) {
  split_piece(at);
  split_piece(at + size);
}

static bool continues(const Piece &a, const Piece &b) {
  return a.base + a.size == b.base && a.allocation == b.allocation && a.source == b.source && a.kind == b.kind &&
         a.protection == b.protection && a.hole == b.hole && (!a.source || a.offset + a.size == b.offset);
}

void merge_around(uintptr_t at, size_t size) {
  unsigned i = first_piece(at ? at - 1 : 0);
  while (i + 1 < g_piece_count && g_pieces[i].base <= at + size) {
    if (!continues(g_pieces[i], g_pieces[i + 1])) {
      i++;
      continue;
    }
    g_pieces[i].size += g_pieces[i + 1].size;
    erase_piece(i + 1);
  }
}

Source *new_source(nt::RawHandle section, bool writable, bool executable) {
  auto *s = make<Source>();
  if (s) *s = {section, 0, writable, executable};
  return s;
}

void drop_source(Source *s) {
  if (s->references > 1) {
    s->references--;
    return;
  }
  nt::close_handle(s->section);
  destroy(s);
}

} // namespace tern::memory
