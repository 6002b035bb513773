// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

/* A shared library. Without any __declspec: whatever a DLL defines is exported, as on other Unix systems, and
   data of another DLL is reached by auto-import. */
extern int greetings;
extern const char *const greeter_version;

/* Loads the plugin at `path` and lets it greet; 0, or -1 after a message on standard error. */
int greet_with(const char *path, const char *whom);
