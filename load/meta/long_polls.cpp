#include "load/meta/long_polls.hpp"

#include <algorithm>
#include <utility> // Asio 1.74 uses std::exchange without including it

namespace quickbooking {

void long_polls::wait(question ask, std::function<http_response()> otherwise,
                      std::chrono::milliseconds limit, http_responder respond) {
  if (auto answer = ask())
    return respond(std::move(*answer));
  waiting_.push_back(
      {std::move(ask), std::move(otherwise), clock::now() + limit, std::move(respond)});
  watch();
}

void long_polls::recheck() {
  const auto now = clock::now();
  waiting_.remove_if([now](poll& each) {
    auto answer = each.ask();
    if (!answer && each.until <= now)
      answer = each.otherwise();
    if (answer)
      each.respond(std::move(*answer));
    return answer.has_value();
  });
  watch();
}

void long_polls::finish() {
  for (auto& each : std::exchange(waiting_, {}))
    each.respond(each.otherwise());
  timer_.cancel();
}

void long_polls::watch() {
  if (waiting_.empty())
    return;
  auto earlier = [](const poll& a, const poll& b) { return a.until < b.until; };
  timer_.expires_at(std::min_element(waiting_.begin(), waiting_.end(), earlier)->until);
  timer_.async_wait([this](const boost::system::error_code& ec) {
    if (!ec)
      recheck();
  });
}

} // namespace quickbooking
