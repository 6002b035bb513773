// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a console tells its processes, each on a thread that NT makes for it.
#pragma once

namespace tern::nt {

enum class ConsoleEvent { Interrupt, Break, Close, Logoff, Shutdown };
// `handler` returns true when the event is dealt with. After Close, Logoff and Shutdown the process ends when it returns.
bool on_console_event(bool (*handler)(ConsoleEvent));

} // namespace tern::nt
