// The archive's part that keeps dead letters.

#include "actors/archive/archive_actor.hpp"

#include <caf/all.hpp>
#include <nlohmann/json.hpp>

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;
using letters = std::vector<dead_letter>;

std::string page_of(const letters& found, std::size_t limit) {
  json body{{"deadLetters", json::array()}};
  for (auto& x : found)
    body["deadLetters"].push_back(to_json(x));
  body["cursor"] = found.size() < limit ? json{} : json(std::to_string(found.back().id));
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

void archive_actor::bury(dead_letter x, caf::response_promise to) {
  add({[x = std::move(x)](auto& files) { return files.bury(x); },
       [to](bool good) mutable { to.deliver(good); }});
}

void archive_actor::list(const list_letters& x, caf::response_promise to) {
  ask(
      std::move(to), [x](auto& files) { return files.letters(x.after, x.limit); },
      [limit = x.limit](letters* found) {
        return found ? directory_reply{true, page_of(*found, limit)} : directory_reply{};
      });
}

void archive_actor::read(std::int64_t id, caf::response_promise to) {
  ask(
      std::move(to), [id](auto& files) { return files.letter(id); },
      [](std::optional<dead_letter>* x) {
        if (!x)
          return letter_reply{};
        return letter_reply{true, x->has_value(), x->value_or(dead_letter{})};
      });
}

void archive_actor::remove(std::int64_t id, caf::response_promise to) {
  ask(
      std::move(to), [id](auto& files) { return files.remove_letter(id); },
      [](bool* found) {
        return letter_reply{found != nullptr, found && *found, {}};
      });
}

} // namespace quickbooking
