#pragma once

#include "messages/failure.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace quickbooking {

/// An object of a JSON file that a person wrote. Reading never fails at once: what is wrong is
/// added to a list, under the field's path, and a default is handed out, so that one look at a file
/// finds all that is wrong with it.
class checked_object {
public:
  /// `problems` outlives this and all that it hands out.
  checked_object(const nlohmann::json& value, std::string path, std::vector<std::string>& problems);

  bool has(const std::string& key) const { return value_.contains(key); }

  std::string text(const std::string& key);
  double number(const std::string& key, double otherwise, double least, double most);
  std::uint64_t whole(const std::string& key, std::uint64_t otherwise, std::uint64_t least,
                      std::uint64_t most);
  bool flag(const std::string& key, bool otherwise);

  /// As "20s".
  std::chrono::milliseconds duration(const std::string& key, std::chrono::milliseconds otherwise);

  /// A list of texts that are not empty; none if it is absent.
  std::vector<std::string> texts(const std::string& key);

  checked_object object(const std::string& key);
  std::vector<checked_object> objects(const std::string& key);

  /// Names of all members.
  std::vector<std::string> keys() const;

  /// Adds a problem with a field, or with the object itself if `key` is empty.
  void complain(const std::string& key, const std::string& what) const;

  /// A problem unless the field is there.
  void require(const std::string& key) const;

  /// To be called once all keys were asked for: others are misspelt.
  void refuse_others() const;

private:
  const nlohmann::json* find(const std::string& key);
  std::string path_of(const std::string& key) const;

  nlohmann::json value_;
  std::string path_;
  std::vector<std::string>* problems_;
  std::set<std::string> asked_;
};

} // namespace quickbooking
