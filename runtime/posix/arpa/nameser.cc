// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <arpa/nameser.h> and the names of <resolv.h>: reading and writing DNS messages (RFC 1035), without the network.
#include "core/sections.h"
#include <arpa/nameser.h>
#include <ctype.h>
#include <errno.h>
#include <resolv.h>
#include <stdio.h>
#include <string.h>

TERN_EXPORT unsigned int ns_get16(const unsigned char *p) { return static_cast<unsigned>(p[0] << 8 | p[1]); }
TERN_EXPORT unsigned long ns_get32(const unsigned char *p) {
  return static_cast<unsigned long>(ns_get16(p)) << 16 | ns_get16(p + 2);
}
TERN_EXPORT void ns_put16(unsigned int value, unsigned char *p) {
  p[0] = static_cast<unsigned char>(value >> 8);
  p[1] = static_cast<unsigned char>(value);
}
TERN_EXPORT void ns_put32(unsigned long value, unsigned char *p) {
  ns_put16(static_cast<unsigned>(value >> 16), p);
  ns_put16(static_cast<unsigned>(value & 0xffff), p + 2);
}

static int refuse() {
  errno = EMSGSIZE;
  return -1;
}

// The bytes that a name takes where it stands, or -1 and EMSGSIZE when it leaves the message.
TERN_EXPORT int dn_skipname(const unsigned char *name, const unsigned char *end) {
  for (const unsigned char *p = name; p < end;) {
    unsigned length = *p++;
    if (length == 0) return static_cast<int>(p - name);
    if ((length & NS_CMPRSFLGS) == NS_CMPRSFLGS) return p < end ? static_cast<int>(p + 1 - name) : refuse();
    if (length & NS_CMPRSFLGS) break;
    p += length;
  }
  return refuse();
}

namespace {

bool is_special(unsigned char c) { return strchr("\"();@$.\\", c) != nullptr && c != 0; }

// One label as text, special characters and bytes outside of ASCII escaped (RFC 1035 5.1).
bool write_label(const unsigned char *label, unsigned length, char *&text, const char *limit) {
  for (unsigned i = 0; i < length; i++) {
    char one[5];
    int n = is_special(label[i])            ? snprintf(one, sizeof one, "\\%c", label[i])
            : label[i] > ' ' && label[i] < 127 ? snprintf(one, sizeof one, "%c", label[i])
                                               : snprintf(one, sizeof one, "\\%03u", label[i]);
    if (text + n >= limit) return false;
    memcpy(text, one, static_cast<size_t>(n));
    text += n;
  }
  return true;
}

} // namespace

// Follows compression pointers, each only backwards from the last, so that a forged message cannot make a loop.
TERN_EXPORT int dn_expand(const unsigned char *message, const unsigned char *end, const unsigned char *name, char *text, int size) {
  if (size <= 0 || name < message || name >= end) return refuse();
  int taken = dn_skipname(name, end);
  if (taken < 0) return -1;
  char *out = text;
  const char *limit = text + size;
  const unsigned char *bound = end;
  for (const unsigned char *p = name; p < end;) {
    unsigned length = *p++;
    if (length == 0) {
      *out = 0;
      return taken;
    }
    if ((length & NS_CMPRSFLGS) == NS_CMPRSFLGS) {
      if (p >= end) break;
      const unsigned char *target = message + ((length & 0x3f) << 8 | *p);
      if (target >= bound || target >= p - 1) break;
      bound = p = target;
      continue;
    }
    if (length & NS_CMPRSFLGS || p + length > end) break;
    if (out != text) {
      if (out + 1 >= limit) break;
      *out++ = '.';
    }
    if (!write_label(p, length, out, limit)) break;
    p += length;
  }
  return refuse();
}

TERN_EXPORT int ns_name_uncompress(const unsigned char *message, const unsigned char *end, const unsigned char *name, char *text,
                                   size_t size) {
  return dn_expand(message, end, name, text, size > NS_MAXDNAME ? NS_MAXDNAME : static_cast<int>(size));
}

// Points the sections of a message out; 0, or -1 and EMSGSIZE when a section leaves it.
TERN_EXPORT int ns_initparse(const unsigned char *message, int length, ns_msg *handle) {
  const unsigned char *p = message, *end = message + length;
  *handle = {};
  if (length < NS_HFIXEDSZ) return refuse();
  handle->_msg = message;
  handle->_eom = end;
  handle->_id = static_cast<uint16_t>(ns_get16(p));
  handle->_flags = static_cast<uint16_t>(ns_get16(p + 2));
  for (int i = 0; i < ns_s_max; i++) handle->_counts[i] = static_cast<uint16_t>(ns_get16(p + 4 + 2 * i));
  p += NS_HFIXEDSZ;
  for (int section = 0; section < ns_s_max; section++) {
    handle->_sections[section] = handle->_counts[section] ? p : nullptr;
    for (int i = 0; i < handle->_counts[section]; i++) {
      int name = dn_skipname(p, end);
      if (name < 0) return -1;
      int fixed = section == ns_s_qd ? NS_QFIXEDSZ : NS_RRFIXEDSZ;
      if (end - p < name + fixed) return refuse();
      p += name + fixed;
      if (section == ns_s_qd) continue;
      unsigned data = ns_get16(p - 2);
      if (end - p < static_cast<long>(data)) return refuse();
      p += data;
    }
  }
  handle->_sect = ns_s_max;
  handle->_rrnum = -1;
  return p == end ? 0 : refuse();
}

// Record number rrnum of a section; -1 and ENODEV when there is none.
TERN_EXPORT int ns_parserr(ns_msg *handle, ns_sect section, int rrnum, ns_rr *rr) {
  if (section >= ns_s_max || rrnum < 0 || rrnum >= handle->_counts[section]) {
    errno = ENODEV;
    return -1;
  }
  const unsigned char *p = handle->_sections[section];
  for (int i = 0; i <= rrnum; i++) {
    int name = i < rrnum ? dn_skipname(p, handle->_eom) : dn_expand(handle->_msg, handle->_eom, p, rr->name, NS_MAXDNAME);
    if (name < 0) return -1;
    p += name;
    unsigned data = section == ns_s_qd ? 0 : ns_get16(p + 8);
    if (i == rrnum) break;
    p += section == ns_s_qd ? NS_QFIXEDSZ : NS_RRFIXEDSZ + data;
  }
  rr->type = static_cast<uint16_t>(ns_get16(p));
  rr->rr_class = static_cast<uint16_t>(ns_get16(p + 2));
  rr->ttl = section == ns_s_qd ? 0 : static_cast<uint32_t>(ns_get32(p + 4));
  rr->rdlength = section == ns_s_qd ? 0 : static_cast<uint16_t>(ns_get16(p + 8));
  rr->rdata = section == ns_s_qd ? nullptr : p + NS_RRFIXEDSZ;
  return 0;
}

namespace {

// A label of the text form up to its dot: its bytes, or -1. Undoes the escapes of write_label.
int read_label(const char *&text, unsigned char *label) {
  int length = 0;
  for (; *text && *text != '.'; text++) {
    unsigned char c = static_cast<unsigned char>(*text);
    if (c == '\\') {
      c = static_cast<unsigned char>(*++text);
      if (isdigit(c)) {
        if (!isdigit(static_cast<unsigned char>(text[1])) || !isdigit(static_cast<unsigned char>(text[2]))) return -1;
        int value = (c - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
        if (value > 255) return -1;
        c = static_cast<unsigned char>(value);
        text += 2;
      } else if (!c) {
        return -1;
      }
    }
    if (length == NS_MAXLABEL) return -1;
    label[length++] = c;
  }
  return length;
}

bool same_name(const unsigned char *message, const unsigned char *at, const unsigned char *wire) {
  for (;;) {
    while ((*at & NS_CMPRSFLGS) == NS_CMPRSFLGS) at = message + ((*at & 0x3f) << 8 | at[1]);
    if (*at != *wire) return false;
    unsigned length = *at++;
    wire++;
    if (!length) return true;
    for (unsigned i = 0; i < length; i++)
      if (tolower(at[i]) != tolower(wire[i])) return false;
    at += length;
    wire += length;
  }
}

} // namespace

// Writes a name into a message, with a pointer to the names before it where one of them ends alike. names[0] is the message,
// a null ends the list; the new name is added when there is room before last. The bytes written, or -1 and EMSGSIZE.
TERN_EXPORT int dn_comp(const char *text, unsigned char *to, int size, unsigned char **names, unsigned char **last) {
  unsigned char wire[NS_MAXCDNAME + 1];
  size_t length = 0;
  while (*text) {
    unsigned char label[NS_MAXLABEL];
    int n = read_label(text, label);
    if (n < 0 || (n == 0 && (text[1] || length))) return refuse();
    if (*text == '.') text++;
    if (n == 0) break; // "." alone: the root
    if (length + static_cast<size_t>(n) + 2 > NS_MAXCDNAME) return refuse();
    wire[length++] = static_cast<unsigned char>(n);
    memcpy(wire + length, label, static_cast<size_t>(n));
    length += static_cast<size_t>(n);
  }
  wire[length++] = 0;
  size_t head = 0; // bytes before the part that a pointer replaces
  const unsigned char *match = nullptr;
  for (; names && wire[head] && !match; head += match ? 0 : wire[head] + 1u)
    for (unsigned char **known = names + 1; *known && !match; known++)
      for (const unsigned char *p = *known; *p && (*p & NS_CMPRSFLGS) == 0 && !match; p += *p + 1)
        if (p - names[0] < 0x4000 && same_name(names[0], p, wire + head)) match = p;
  size_t total = match ? head + 2 : length;
  if (total > static_cast<size_t>(size)) return refuse();
  memcpy(to, wire, match ? head : length);
  if (match) ns_put16(static_cast<unsigned>(NS_CMPRSFLGS << 8 | (match - names[0])), to + head);
  if (names && last && head) {
    unsigned char **slot = names;
    while (*slot) slot++;
    if (slot + 1 < last) {
      slot[0] = to;
      slot[1] = nullptr;
    }
  }
  return static_cast<int>(total);
}
