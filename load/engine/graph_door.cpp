#include "load/engine/graph_door.hpp"

#include "load/meta/graph_request.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace quickbooking {

namespace {

instant wall_clock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

http_response refusal(const meta_error& why) {
  return {http_status_of(why.code), to_error_body(why), "application/json", {}};
}

} // namespace

result<std::unique_ptr<graph_door>>
graph_door::open(boost::asio::io_context& loop, const std::string& address, std::uint16_t port,
                 meta_number number, std::string id_prefix, std::size_t customers,
                 graph_message_handler on_message, refusal_handler on_refusal) {
  std::unique_ptr<graph_door> door{new graph_door{std::move(number), std::move(id_prefix),
                                                  std::move(on_message), std::move(on_refusal)}};
  door->rules_.expect_customers(customers);
  auto server = http_server::listen(
      loop, address, port, {}, [self = door.get()](http_request request, http_responder respond) {
        self->handle(request, respond);
      });
  if (!server)
    return tl::make_unexpected(server.error());
  door->server_ = std::move(*server);
  return door;
}

graph_door::graph_door(meta_number number, std::string id_prefix, graph_message_handler on_message,
                       refusal_handler on_refusal)
    : number_(std::move(number)),
      rules_{{number_}, std::move(id_prefix)},
      on_message_{std::move(on_message)},
      on_refusal_{std::move(on_refusal)} {}

graph_door::~graph_door() = default;

void graph_door::customer_wrote(const std::string& customer) {
  rules_.customer_wrote(number_.phone_number_id, customer, wall_clock());
}

void graph_door::handle(const http_request& request, const http_responder& respond) {
  const auto graph = graph_request(request);
  respond(graph ? answer(rules_.post_message(*graph, wall_clock()))
                : refusal({meta_code::unknown_path, "Unknown path " + request.path}));
}

http_response graph_door::answer(const meta_verdict& verdict) {
  if (const auto* error = std::get_if<meta_error>(&verdict)) {
    on_refusal_(*error);
    return refusal(*error);
  }
  const auto* message = std::get_if<meta_accepted>(&verdict);
  if (!message)
    return {200, R"({"success":true})", "application/json", {}};
  on_message_(*message);
  return {200, success_body(*message), "application/json", {}};
}

bool is_content_refusal(int code) {
  constexpr std::array codes{meta_code::invalid_parameter, meta_code::missing_parameter,
                             meta_code::invalid_value, meta_code::unsupported_type};
  return std::ranges::find(codes, code) != codes.end();
}

} // namespace quickbooking
