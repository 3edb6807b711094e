#pragma once

#include "actors/calendar/memory_store.hpp"
#include "actors/calendar/sqlite_store.hpp"
#include "messages/encoding/instant.hpp"

#include <caf/test/unit_test.hpp>

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

namespace quickbooking {

/// A directory of its own, removed at the end.
class temporary_directory {
public:
  temporary_directory() {
    std::string pattern = std::filesystem::temp_directory_path() / "quickbooking-XXXXXX";
    CAF_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }

  ~temporary_directory() { std::filesystem::remove_all(path_); }

  temporary_directory(const temporary_directory&) = delete;
  temporary_directory& operator=(const temporary_directory&) = delete;

  std::string file(const std::string& name) const { return path_ / name; }

private:
  std::filesystem::path path_;
};

/// The value of a result that must have one.
template <class T>
T must(result<T> x) {
  if (!x)
    CAF_FAIL(x.error().code << ": " << x.error().message);
  return std::move(*x);
}

inline std::unique_ptr<calendar_store> open_store(const std::string& path,
                                                  random_source random = system_random()) {
  return must(sqlite_store::open(path, std::move(random)));
}

inline const instant noon = parse_iso8601("2027-03-01T12:00:00.000Z").value();

/// One hour with Sarah, so many minutes after noon.
inline book_request request_of(const std::string& customer, int minutes_after_noon,
                               const std::string& master = "sarah",
                               const std::string& salon = "salon") {
  book_request x;
  x.salon_id = salon;
  x.customer = customer;
  x.customer_name = "Customer";
  x.chosen.master_id = master;
  x.chosen.master_name = "Sarah Johnson";
  x.chosen.service_id = "cut";
  x.chosen.service_name = "Haircut";
  x.chosen.price = 5000;
  x.start = noon + std::chrono::minutes{minutes_after_noon};
  x.end = x.start + std::chrono::minutes{60};
  x.idempotency_key = salon + "/" + customer + "/" + master + "/" + to_iso8601(x.start);
  return x;
}

inline waitlist_request wait_of(const std::string& customer, const std::string& master = {}) {
  waitlist_request x;
  x.salon_id = "salon";
  x.customer = customer;
  x.service_id = "cut";
  x.master_id = master;
  return x;
}

inline booking_answer book_one(calendar_store& store, const book_request& x, instant now = noon) {
  auto answers = must(store.book({x}, now));
  CAF_REQUIRE(answers.size() == 1);
  return answers.front();
}

} // namespace quickbooking
