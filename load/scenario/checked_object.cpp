#include "load/scenario/checked_object.hpp"

#include "load/scenario/duration_text.hpp"

#include <cmath>
#include <sstream>

namespace quickbooking {

namespace {

using nlohmann::json;

template <class T>
std::string outside(T least, T most) {
  std::ostringstream out;
  out << "has to be a number from " << least << " to " << most;
  return out.str();
}

} // namespace

checked_object::checked_object(const json& value, std::string path,
                               std::vector<std::string>& problems)
    : value_(value.is_object() ? value : json::object()),
      path_(std::move(path)),
      problems_{&problems} {
  if (!value.is_object())
    complain({}, "has to be an object");
}

std::string checked_object::path_of(const std::string& key) const {
  if (path_.empty() || key.empty())
    return path_.empty() && key.empty() ? "the file" : path_ + key;
  return path_ + "." + key;
}

void checked_object::complain(const std::string& key, const std::string& what) const {
  problems_->push_back(path_of(key) + ": " + what);
}

void checked_object::require(const std::string& key) const {
  if (!has(key))
    complain(key, "is missing");
}

const json* checked_object::find(const std::string& key) {
  asked_.insert(key);
  const auto found = value_.find(key);
  return found == value_.end() ? nullptr : &*found;
}

std::string checked_object::text(const std::string& key) {
  const auto* x = find(key);
  if (!x)
    return {};
  if (x->is_string() && !x->get_ref<const std::string&>().empty())
    return x->get<std::string>();
  complain(key, "has to be a text that is not empty");
  return {};
}

double checked_object::number(const std::string& key, double otherwise, double least, double most) {
  const auto* x = find(key);
  if (!x)
    return otherwise;
  if (x->is_number() && x->get<double>() >= least && x->get<double>() <= most)
    return x->get<double>();
  complain(key, outside(least, most));
  return otherwise;
}

std::uint64_t checked_object::whole(const std::string& key, std::uint64_t otherwise,
                                    std::uint64_t least, std::uint64_t most) {
  const auto* x = find(key);
  if (!x)
    return otherwise;
  if (x->is_number_unsigned() && x->get<std::uint64_t>() >= least
      && x->get<std::uint64_t>() <= most)
    return x->get<std::uint64_t>();
  complain(key, "has to be a whole number from " + std::to_string(least) + " to "
                    + std::to_string(most));
  return otherwise;
}

bool checked_object::flag(const std::string& key, bool otherwise) {
  const auto* x = find(key);
  if (x && !x->is_boolean())
    complain(key, "has to be true or false");
  return x && x->is_boolean() ? x->get<bool>() : otherwise;
}

std::chrono::milliseconds checked_object::duration(const std::string& key,
                                                   std::chrono::milliseconds otherwise) {
  const auto* x = find(key);
  if (!x)
    return otherwise;
  const auto read = x->is_string() ? parse_duration(x->get_ref<const std::string&>())
                                   : std::optional<std::chrono::milliseconds>{};
  if (!read)
    complain(key, R"(has to be a time as "250ms", "20s" or "1m30s")");
  return read.value_or(otherwise);
}

std::vector<std::string> checked_object::texts(const std::string& key) {
  std::vector<std::string> all;
  const auto* list = find(key);
  if (!list)
    return all;
  if (!list->is_array() || list->empty())
    complain(key, "has to be a list of texts that is not empty");
  for (const auto& x : *list)
    if (x.is_string() && !x.get_ref<const std::string&>().empty())
      all.push_back(x);
    else
      complain(key, "holds something that is no text or an empty one");
  return all;
}

checked_object checked_object::object(const std::string& key) {
  const auto* x = find(key);
  return {x ? *x : json::object(), path_of(key), *problems_};
}

std::vector<checked_object> checked_object::objects(const std::string& key) {
  std::vector<checked_object> all;
  const auto* list = find(key);
  if (!list)
    return all;
  if (!list->is_array())
    complain(key, "has to be a list of objects");
  else
    for (std::size_t i = 0; i < list->size(); ++i)
      all.emplace_back((*list)[i], path_of(key) + "[" + std::to_string(i) + "]", *problems_);
  return all;
}

std::vector<std::string> checked_object::keys() const {
  std::vector<std::string> all;
  for (const auto& [key, value] : value_.items())
    all.push_back(key);
  return all;
}

void checked_object::refuse_others() const {
  for (const auto& key : keys())
    if (!asked_.contains(key))
      complain(key, "is not a known key");
}

} // namespace quickbooking
