#pragma once

#include "messages/encoding/json_text.hpp"
#include "messages/shared_list.hpp"

#include <nlohmann/json.hpp>

#include <cstring>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace quickbooking {

// Values as bytes that only this process reads again: no names, no versions, numbers as they are in
// memory. Reading takes a fraction of what JSON takes. A structure takes part by a function
// `members_of(x)`: references to all its members, as `std::tie` makes them.

template <class T>
concept has_members = requires(T& x) {
  members_of(x);
};

/// Numbers, enumerators, durations, points in time.
template <class T>
concept plain_value
    = std::has_unique_object_representations_v<T> && !std::is_pointer_v<T> && !has_members<T>;

/// Appends values to a text.
class raw_writer {
public:
  explicit raw_writer(std::string& to) : to_(to) {}

  template <plain_value T>
  void write(const T& x) {
    append(&x, sizeof x);
  }

  void write(const std::string& x) {
    write_size(x.size());
    to_ += x;
  }

  template <class T>
  void write(const std::vector<T>& all) {
    write_size(all.size());
    for (const auto& x : all)
      write(x);
  }

  template <class T>
  void write(const shared_list<T>& x) {
    write(x.all());
  }

  template <class T>
  void write(const std::optional<T>& x) {
    write_if(x);
  }

  template <class T>
  void write(const std::shared_ptr<const T>& x) {
    write_if(x);
  }

  template <class... Ts>
  void write(const std::variant<Ts...>& x) {
    write(static_cast<unsigned char>(x.index()));
    std::visit([this](const auto& value) { write(value); }, x);
  }

  /// Null takes one byte.
  void write(const nlohmann::json& x) { write(x.is_null() ? std::string{} : to_text(x)); }

  template <has_members T>
  void write(const T& x) {
    std::apply([this](const auto&... members) { (write(members), ...); }, members_of(x));
  }

private:
  void append(const void* bytes, std::size_t count) {
    to_.append(static_cast<const char*>(bytes), count);
  }

  /// One byte for most.
  void write_size(std::size_t x) {
    write(static_cast<unsigned char>(x < large_size ? x : large_size));
    if (x >= large_size)
      write(x);
  }

  template <class Holder>
  void write_if(const Holder& x) {
    write(static_cast<bool>(x));
    if (x)
      write(*x);
  }

  friend class raw_reader;
  static constexpr unsigned char large_size = 255;

  std::string& to_;
};

/// Reads what `raw_writer` wrote, in the same order. Throws std::logic_error where bytes are
/// missing, nlohmann::json::exception where JSON is broken: they are our own.
class raw_reader {
public:
  explicit raw_reader(std::string_view from) : from_(from) {}

  template <plain_value T>
  void read(T& x) {
    std::memcpy(&x, take(sizeof x).data(), sizeof x);
  }

  void read(std::string& x) { x = take(read_size()); }

  template <class T>
  void read(std::vector<T>& all) {
    all = std::vector<T>(read_size());
    for (auto& x : all)
      read(x);
  }

  template <class T>
  void read(shared_list<T>& x) {
    x = next<std::vector<T>>();
  }

  template <class T>
  void read(std::optional<T>& x) {
    x.reset();
    if (next<bool>())
      x = next<T>();
  }

  template <class T>
  void read(std::shared_ptr<const T>& x) {
    x = next<bool>() ? std::make_shared<const T>(next<T>()) : nullptr;
  }

  template <class... Ts>
  void read(std::variant<Ts...>& x) {
    read_alternative(x, next<unsigned char>(), std::index_sequence_for<Ts...>{});
  }

  void read(nlohmann::json& x) {
    const auto text = next<std::string>();
    x = text.empty() ? nlohmann::json{} : nlohmann::json::parse(text);
  }

  template <has_members T>
  void read(T& x) {
    std::apply([this](auto&... members) { (read(members), ...); }, members_of(x));
  }

  bool at_end() const { return from_.empty(); }

private:
  template <class T>
  T next() {
    T x{};
    read(x);
    return x;
  }

  template <class Variant, std::size_t... I>
  void read_alternative(Variant& x, std::size_t index, std::index_sequence<I...>) {
    if (!((I == index && (read(x.template emplace<I>()), true)) || ...))
      throw std::logic_error{"raw bytes name an alternative that there is not"};
  }

  std::size_t read_size() {
    const auto small = next<unsigned char>();
    return small < raw_writer::large_size ? small : next<std::size_t>();
  }

  std::string_view take(std::size_t count) {
    if (count > from_.size())
      throw std::logic_error{"raw bytes end before a value"};
    const auto taken = from_.substr(0, count);
    from_.remove_prefix(count);
    return taken;
  }

  std::string_view from_;
};

} // namespace quickbooking
