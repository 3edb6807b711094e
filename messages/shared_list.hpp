#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace quickbooking {

/// A list whose copies share its elements, for what is copied more often than made anew. The
/// elements cannot be changed: another list is assigned. Copies may be used by several threads.
template <class T>
class shared_list {
public:
  shared_list() = default;
  shared_list(std::vector<T> all)
      : all_(all.empty() ? nullptr : std::make_shared<const std::vector<T>>(std::move(all))) {}
  shared_list(std::initializer_list<T> all) : shared_list(std::vector<T>(all)) {}

  const std::vector<T>& all() const {
    static const std::vector<T> nothing;
    return all_ ? *all_ : nothing;
  }

  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  std::size_t size() const { return all().size(); }
  bool empty() const { return !all_; }
  const T& operator[](std::size_t i) const { return all()[i]; }
  const T& front() const { return all().front(); }
  void clear() { all_.reset(); }

private:
  std::shared_ptr<const std::vector<T>> all_; ///< null: empty
};

} // namespace quickbooking
