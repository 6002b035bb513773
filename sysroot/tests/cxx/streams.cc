// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cstdio>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <locale>
#include <regex>
#include <sstream>
#include <string>

#include "check.h"

int main() {
  std::ostringstream out;
  out << std::hex << 255 << ' ' << std::fixed << std::setprecision(2) << 3.14159 << ' ' << std::boolalpha << true;
  CHECK(out.str() == "ff 3.14 true");
  std::istringstream in("12 abc 4.5");
  int number;
  std::string word;
  double real;
  CHECK(in >> number >> word >> real);
  CHECK(number == 12 && word == "abc" && real == 4.5);

  std::smatch match;
  std::string text = "key = value_1";
  CHECK(std::regex_match(text, match, std::regex("(\\w+)\\s*=\\s*(\\w+)")));
  CHECK(match[1] == "key" && match[2] == "value_1");

  const auto &facet = std::use_facet<std::ctype<char>>(std::locale::classic());
  CHECK(facet.is(std::ctype_base::alpha, 'a') && !facet.is(std::ctype_base::alpha, '1'));
  CHECK(facet.is(std::ctype_base::print, ' ') && facet.toupper('b') == 'B');
  bool caught = false;
  try {
    std::locale none("no_SUCH.locale");
  } catch (const std::runtime_error &) {
    caught = true;
  }
  CHECK(caught);
  CHECK(std::locale("C").name() == "C");

  const char *name = "streams-test.tmp";
  {
    std::ofstream file(name, std::ios::binary);
    for (int i = 0; i < 10000; ++i)
      file << i << '\n';
    CHECK(file.good());
  }
  {
    std::ifstream file(name, std::ios::binary);
    long sum = 0, count = 0;
    for (std::string line; std::getline(file, line); ++count)
      sum += std::stol(line);
    CHECK(count == 10000 && sum == 49995000);
    file.clear();
    file.seekg(-5, std::ios::end);
    file >> number;
    CHECK(number == 9999);
  }
  CHECK(std::remove(name) == 0);

  std::wstringstream wide;
  wide << L"w" << 5;
  CHECK(wide.str() == L"w5");
  std::cout << "to stdout" << std::endl;
  std::cerr << "to stderr" << std::endl;
  CHECK(std::cout.good());
  return check_result();
}
