#include "booking/reading/names/names.hpp"

#include "booking/reading/names/transliteration.hpp"
#include "booking/reading/words.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <unordered_map>

namespace quickbooking {

namespace {

constexpr std::size_t remembered_salons = 1024;

/// Calls `f` with the owner's index and each active name, in a fixed order.
template <class F>
void for_each_service_name(const salon& where, F f) {
  for (std::size_t i = 0; i < where.services.size(); ++i) {
    const auto& x = where.services[i];
    if (!x.active)
      continue;
    f(i, x.name);
    for (const auto& [lang, name] : x.names)
      f(i, name);
    for (const auto& alias : x.aliases)
      f(i, alias);
  }
}

template <class F>
void for_each_master_name(const salon& where, F f) {
  for (std::size_t i = 0; i < where.masters.size(); ++i) {
    const auto& x = where.masters[i];
    if (!x.active)
      continue;
    f(i, x.name);
    for (const auto& alias : x.aliases)
      f(i, alias);
  }
}

std::uint64_t fingerprint(const salon& where) {
  std::uint64_t sum = 0;
  const auto add = [&](std::size_t owner, const std::string& name) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;
    sum = (sum ^ (std::hash<std::string_view>{}(name) + owner)) * golden;
    sum ^= sum >> 29;
  };
  for_each_service_name(where, add);
  add(where.services.size(), {});
  for_each_master_name(where, add);
  return sum;
}

/// The words of a name that tell it from others: short ones ("de", "со") do not, unless the name
/// begins with them.
std::vector<std::u16string> telling_words(const std::string& name) {
  auto words = folded_words(name);
  const auto is_short = [](const auto& x) { return x.size() < 3; };
  if (words.size() > 1)
    words.erase(std::remove_if(words.begin() + 1, words.end(), is_short), words.end());
  return words;
}

using owned_words = std::pair<std::size_t, std::vector<std::u16string>>;

name_index make_index(const std::vector<owned_words>& all) {
  name_index x;
  for (const auto& [owner, words] : all)
    x.words.insert(x.words.end(), words.begin(), words.end());
  std::sort(x.words.begin(), x.words.end());
  x.words.erase(std::unique(x.words.begin(), x.words.end()), x.words.end());
  for (const auto& word : x.words)
    x.sounds.push_back(sound_of(word));
  const auto number_of = [&](const std::u16string& word) {
    const auto place = std::lower_bound(x.words.begin(), x.words.end(), word);
    return static_cast<std::size_t>(place - x.words.begin());
  };
  for (const auto& [owner, words] : all) {
    indexed_name name{owner, {}};
    std::transform(words.begin(), words.end(), std::back_inserter(name.words), number_of);
    if (!name.words.empty())
      x.names.push_back(std::move(name));
  }
  return x;
}

std::shared_ptr<const salon_names> make_names(const salon& where) {
  std::vector<owned_words> services, masters;
  for_each_service_name(where, [&](std::size_t owner, const std::string& name) {
    services.emplace_back(owner, telling_words(name));
  });
  for_each_master_name(where, [&](std::size_t owner, const std::string& name) {
    masters.emplace_back(owner, telling_words(name));
  });
  return std::make_shared<const salon_names>(
      salon_names{make_index(services), make_index(masters)});
}

} // namespace

std::shared_ptr<const salon_names> names_of(const salon& where) {
  thread_local std::unordered_map<std::uint64_t, std::shared_ptr<const salon_names>> known;
  const auto key = fingerprint(where);
  if (const auto i = known.find(key); i != known.end())
    return i->second;
  if (known.size() >= remembered_salons)
    known.clear();
  return known[key] = make_names(where);
}

} // namespace quickbooking
