#include "load/engine/redis_watch.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"

namespace quickbooking {

namespace {

constexpr std::chrono::milliseconds answer_limit{2000};

std::string state_in(const post_answer& answer) {
  if (answer.status == 0)
    return "no answer";
  const auto body = parse_json(answer.body);
  const auto state = body ? string_field(*body, "status") : std::string{};
  return state.empty() ? "unknown" : state;
}

} // namespace

redis_watch::redis_watch(asio::io_context& loop, const base_url& target,
                         std::vector<stream_endpoint> peer)
    : request_("GET " + target.path + "/readyz HTTP/1.1\r\nHost: " + target.authority()
               + "\r\n\r\n"),
      pool_{loop,
            {std::move(peer), 1, answer_limit},
            [](std::uint64_t) {},
            [this](std::uint64_t, const post_answer& answer) {
              is_asking_ = false;
              state_ = state_in(answer);
            }} {}

void redis_watch::ask() {
  if (!std::exchange(is_asking_, true))
    pool_.post(request_, 0);
}

} // namespace quickbooking
