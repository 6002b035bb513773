// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Options of the CYGWIN environment variable that concern files, read once (docs/how/files.md).
#pragma once

namespace tern::fs {

enum class LinkStyle : unsigned char { Cookie, Shortcut, Native, NativeStrict };
struct Options {
  LinkStyle links = LinkStyle::Cookie; // winsymlinks:{sys,lnk,native,nativestrict}; winsymlinks alone: lnk
  bool shortcuts = false;              // look for NAME.lnk when NAME is missing
  signed char text = 0;                // binmode: -1, nobinmode: 1, overrides the mounts
};
const Options &options();
// Pure.
void parse_options(const char *text, Options &);

} // namespace tern::fs
