/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD: the layout of a compiled time zone (RFC 8536). */
#ifndef _TZFILE_H
#define _TZFILE_H

#define TZDIR "/usr/share/zoneinfo"
#define TZDEFAULT "localtime"
#define TZDEFRULES "posixrules"
#define TZ_MAGIC "TZif"

struct tzhead
{
  char tzh_magic[4];
  char tzh_version[1];
  char tzh_reserved[15];
  char tzh_ttisutcnt[4];
  char tzh_ttisstdcnt[4];
  char tzh_leapcnt[4];
  char tzh_timecnt[4];
  char tzh_typecnt[4];
  char tzh_charcnt[4];
};

#endif
