// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <any>
#include <charconv>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <memory_resource>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include "check.h"

// libc++ 19 defines std::char_traits of the standard's types only; programs
// written for libstdc++ use others (fmt 9 does).
enum Unit : unsigned char {};

static void strings_of_other_types() {
  const Unit text[] = {Unit('a'), Unit('b'), Unit(0)};
  std::basic_string<Unit> string = text;
  string += Unit('c');
  CHECK(string.size() == 3 && string.find(Unit('c')) == 2 && string > text);
  CHECK(std::basic_string<unsigned char>(3, 0xff).compare(0, 2, std::basic_string<unsigned char>(2, 0xff)) == 0);
  static_assert(std::char_traits<Unit>::eof() == std::char_traits<Unit>::int_type(-1));
}

int main() {
  strings_of_other_types();
  std::map<std::string, int> map;
  for (int i = 0; i < 1000; ++i)
    map["key" + std::to_string(i)] = i;
  CHECK(map.size() == 1000 && map.at("key77") == 77);
  bool caught = false;
  try {
    map.at("none");
  } catch (const std::out_of_range &) {
    caught = true;
  }
  CHECK(caught);

  std::unordered_map<std::string, std::vector<int>> lists;
  lists["a"].assign(10, 3);
  CHECK(std::accumulate(lists["a"].begin(), lists["a"].end(), 0) == 30);

  std::vector<std::wstring> wide{L"b", L"a", L"\u00e9"};
  std::sort(wide.begin(), wide.end());
  CHECK(wide[0] == L"a" && sizeof(wchar_t) == sizeof wide[0][0]);

  auto shared = std::make_shared<std::string>("shared");
  std::weak_ptr<std::string> weak = shared;
  shared.reset();
  CHECK(weak.expired());

  std::function<int(int)> twice = [](int x) { return 2 * x; };
  CHECK(twice(4) == 8);
  std::variant<int, std::string> variant = std::string("v");
  CHECK(std::get<std::string>(variant) == "v");
  CHECK(std::any_cast<int>(std::any(5)) == 5);
  caught = false;
  try {
    (void)std::any_cast<long>(std::any(5));
  } catch (const std::bad_any_cast &) {
    caught = true;
  }
  CHECK(caught);

  char digits[64];
  auto end = std::to_chars(digits, digits + sizeof digits, 0.1).ptr;
  CHECK(std::string_view(digits, end - digits) == "0.1");
  CHECK(std::stod("2.5e3") == 2500.0 && std::stold("1e4000") > 1e300L);

  std::random_device device;
  CHECK(device() != device() || device() != device());
  std::mt19937 twister;
  twister.discard(9999);
  CHECK(twister() == 4123659995u);

  std::pmr::monotonic_buffer_resource pool;
  std::pmr::vector<int> pooled(100, 1, &pool);
  CHECK(pooled.size() == 100);
  return check_result();
}
