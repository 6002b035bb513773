// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The formats of symbolic links in files. Pure code, also built and fuzzed on Linux.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::fs {

constexpr size_t kLinkTargetMax = 4096;
constexpr char kLinkCookie[] = "!<symlink>";
constexpr size_t kLinkCookieLength = 10;
constexpr size_t kLinkFileMax = kLinkCookieLength + 2 + 2 * (kLinkTargetMax + 1);

// The file's content to the link's target. Returns its length; 0: no link file. UTF-16 targets carry a byte order mark.
size_t parse_link_file(const unsigned char *data, size_t size, char *out, size_t capacity);
// Content for a new link. Returns its size.
size_t make_link_file(const char *target, size_t length, unsigned char *out, size_t capacity);
// REPARSE_DATA_BUFFER: symbolic links, mount points, WSL links. 0: none of them.
size_t parse_reparse(const unsigned char *data, size_t size, char *out, size_t capacity);
constexpr uint32_t kTagSymlink = 0xa000000c, kTagMountPoint = 0xa0000003, kTagWslSymlink = 0xa000001d;

// Shortcuts (MS-SHLLINK): the POSIX target is the description, the Win32 one the relative path. The file is called NAME.lnk and
// READONLY. 0: not one of ours.
constexpr size_t kShortcutMax = 76 + 2 * (2 + 2 * kLinkTargetMax) + 4096;
size_t parse_shortcut(const unsigned char *data, size_t size, char *out, size_t capacity);
size_t make_shortcut(const char *target, size_t length, unsigned char *out, size_t capacity);

// REPARSE_DATA_BUFFER of a relative symbolic link to a native target. 0: too long.
size_t make_reparse_symlink(const char16_t *target, size_t length, bool relative, unsigned char *out, size_t capacity);

// The cookie of a FIFO: what is sent through it is found by the number.
constexpr size_t kFifoFileSize = 24;
bool parse_fifo_file(const unsigned char *data, size_t size, uint64_t &id);
void make_fifo_file(uint64_t id, unsigned char (&out)[kFifoFileSize]);

} // namespace tern::fs
