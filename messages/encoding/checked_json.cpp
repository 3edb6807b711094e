#include "messages/encoding/checked_json.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace quickbooking {

namespace {

constexpr std::size_t most_shown = 10;

const nlohmann::json absent;

/// As JSON writes it: 0, 0.5, 1e+09.
std::string plain(double x) {
  std::ostringstream out;
  out << x;
  return out.str();
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

} // namespace

// -- problems ---

void problems::add(std::string_view path, std::string_view what) {
  const std::string where{path.empty() ? "the document" : path};
  entries_.push_back(where + ": " + std::string{what});
}

std::string problems::text() const {
  std::string all;
  for (std::size_t i = 0; i < std::min(entries_.size(), most_shown); ++i)
    all += (i == 0 ? "" : "\n") + entries_[i];
  if (entries_.size() > most_shown)
    all += "\nand " + std::to_string(entries_.size() - most_shown) + " more";
  return all;
}

// -- objects and arrays ---

void checked_json::allow_only(std::initializer_list<std::string_view> allowed) const {
  if (!value_->is_object())
    return refuse("must be an object");
  for (const auto& key : keys())
    if (std::ranges::find(allowed, key) == allowed.end())
      (*this)[key].refuse("unknown field");
}

checked_json checked_json::operator[](std::string_view key) const {
  const auto path = path_.empty() ? std::string{key} : path_ + "." + std::string{key};
  const auto i = value_->find(key);
  return {i == value_->end() ? absent : *i, path, *found_};
}

std::vector<checked_json> checked_json::items() const {
  std::vector<checked_json> all;
  if (!value_->is_array() && !value_->is_null())
    refuse("must be an array");
  else
    for (std::size_t i = 0; i < value_->size(); ++i)
      all.emplace_back((*value_)[i], path_ + "[" + std::to_string(i) + "]", *found_);
  return all;
}

std::vector<std::string> checked_json::keys() const {
  std::vector<std::string> all;
  if (value_->is_object())
    for (const auto& [key, value] : value_->items())
      all.push_back(key);
  return all;
}

// -- scalars ---

std::string checked_json::text(std::size_t longest) const {
  if (value_->is_null())
    return refused<std::string>("is missing", {});
  if (!value_->is_string())
    return refused<std::string>("must be a string", {});
  auto text = value_->get<std::string>();
  if (text.size() > longest)
    refuse("must have at most " + std::to_string(longest) + " bytes");
  return text;
}

std::string checked_json::line(std::size_t longest) const {
  if (!value_->is_string())
    return text(longest);
  auto text = value_->get<std::string>();
  if (text.empty() || text.size() > longest)
    refuse("must have 1 to " + std::to_string(longest) + " bytes");
  else if (text.front() == ' ' || text.back() == ' ' || std::ranges::any_of(text, is_control))
    refuse("must not have control characters nor spaces at its ends");
  return text;
}

std::vector<std::string> checked_json::lines(std::size_t longest) const {
  std::vector<std::string> all;
  for (const auto& x : items())
    all.push_back(x.line(longest));
  return all;
}

std::int64_t checked_json::integer(std::int64_t least, std::int64_t most) const {
  if (value_->is_null())
    return refused("is missing", least);
  const bool fits = value_->is_number_integer()
                    && (!value_->is_number_unsigned()
                        || value_->get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
  const auto x = fits ? value_->get<std::int64_t>() : 0;
  if (!fits || x < least || x > most)
    return refused("must be a whole number from " + std::to_string(least) + " to "
                       + std::to_string(most),
                   least);
  return x;
}

double checked_json::number(double least, double most) const {
  if (value_->is_null())
    return refused("is missing", least);
  const auto x = value_->is_number() ? value_->get<double>() : std::nan("");
  if (!(x >= least && x <= most)) // also what is no number
    return refused("must be a number from " + plain(least) + " to " + plain(most), least);
  return x;
}

bool checked_json::flag(bool otherwise) const {
  if (value_->is_boolean())
    return value_->get<bool>();
  if (!value_->is_null())
    refuse("must be true or false");
  return otherwise;
}

} // namespace quickbooking
