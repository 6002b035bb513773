// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The sorted table of pieces behind mapping.h. The caller holds g_mapping_lock.
#pragma once
#include "memory/mapping.h"

namespace tern::memory {

extern Piece *g_pieces;
extern unsigned g_piece_count;

// Index of the first piece that ends above `at`.
unsigned first_piece(uintptr_t at);
// Room for `n` more pieces, so that insert cannot fail half-way. Errors: ENOMEM.
Result<> reserve_pieces(unsigned n);
void insert_piece(const Piece &);
void erase_piece(unsigned index);
// Makes [at, at + size) begin and end at piece borders, splitting at most two pieces (reserve 2 first).
void split_at_borders(uintptr_t at, size_t size);
// Neighbours that continue each other become one.
void merge_around(uintptr_t at, size_t size);

Source *new_source(nt::RawHandle section, bool writable, bool executable);
void drop_source(Source *);

} // namespace tern::memory
