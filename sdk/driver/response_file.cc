// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/response_file.h"

#include "driver/diagnostics.h"
#include "driver/file_io.h"
#include "driver/temporary_files.h"

namespace tern {
namespace {

constexpr int kMaxNesting = 100;          // a file that names itself
constexpr size_t kLongCommand = 96 << 10; // Linux: 128 KB for one string, 2 MB for all with the environment

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

void expand(const Arguments &args, Arguments &result, int depth) {
  if (depth > kMaxNesting) fatal("too many @-files encountered");
  for (const std::string &arg : args) {
    std::string text;
    if (arg.size() > 1 && arg[0] == '@' && read_file(arg.substr(1), text))
      expand(split_arguments(text), result, depth + 1);
    else
      result.push_back(arg);
  }
}

std::string quoted(const std::string &arg) {
  std::string result = "\"";
  for (char c : arg) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"\n";
}

} // namespace

Arguments split_arguments(std::string_view text) {
  Arguments result;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      word += text[++i];
      in_word = true;
    } else if (quote) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '"' || c == '\'') {
      quote = c;
      in_word = true;
    } else if (is_blank(c)) {
      if (in_word) result.push_back(std::move(word));
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (in_word) result.push_back(std::move(word));
  return result;
}

Arguments expand_response_files(const Arguments &args) {
  Arguments result;
  expand(args, result, 0);
  return result;
}

Arguments shorten_command(const Arguments &command) {
  size_t size = 0;
  for (const std::string &arg : command) size += arg.size() + 1;
  if (size < kLongCommand) return command;
  std::string text;
  for (size_t i = 1; i < command.size(); ++i) text += quoted(command[i]);
  std::string path = temporary_file("arguments", ".rsp");
  write_file(path, text);
  return {command[0], "@" + path};
}

} // namespace tern
