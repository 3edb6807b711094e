#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// What is wrong with a document, each entry as `path: what`.
class problems {
public:
  void add(std::string_view path, std::string_view what);

  bool empty() const { return entries_.empty(); }

  /// The first ten, one a line, and how many more there are.
  std::string text() const;

private:
  std::vector<std::string> entries_;
};

/// A value within a JSON document that knows its path. Reading notes what is wrong and goes on with
/// a harmless value, so that one pass finds every mistake.
class checked_json {
public:
  checked_json(const nlohmann::json& value, std::string path, problems& found)
      : value_(&value),
        path_(std::move(path)),
        found_(&found) {}

  /// Notes that something is wrong with this value.
  void refuse(std::string_view what) const { found_->add(path_, what); }

  bool is_null() const { return value_->is_null(); }

  bool is_object() const { return value_->is_object(); }

  // -- objects and arrays ---

  /// Notes if this is no object or has other members than these.
  void allow_only(std::initializer_list<std::string_view> keys) const;

  /// The member; null where it is absent.
  checked_json operator[](std::string_view key) const;

  /// Whether an object has this member, and not as null.
  bool has(std::string_view key) const { return !(*this)[key].is_null(); }

  /// The elements of an array; none where the array is absent.
  std::vector<checked_json> items() const;

  /// The names of an object's members.
  std::vector<std::string> keys() const;

  // -- scalars ---

  /// A line of 1 to `longest` bytes without control characters or spaces at its ends.
  std::string line(std::size_t longest) const;

  /// Any string of at most `longest` bytes, also an empty one.
  std::string text(std::size_t longest) const;

  std::vector<std::string> lines(std::size_t longest) const;

  std::int64_t integer(std::int64_t least, std::int64_t most) const;

  /// A number, with or without a fraction.
  double number(double least, double most) const;

  /// A boolean; `otherwise` where it is absent.
  bool flag(bool otherwise) const;

private:
  template <class T>
  T refused(std::string_view what, T otherwise) const {
    refuse(what);
    return otherwise;
  }

  const nlohmann::json* value_;
  std::string path_;
  problems* found_;
};

} // namespace quickbooking
