#include "tests/faults/graph_recorder.hpp"

#include <stdexcept>

namespace quickbooking::faults {

namespace {

using nlohmann::json;

instant wall_clock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// Takes `/{version}/{phone_number_id}/messages` apart.
meta_request graph_request(const http_request& from) {
  const auto slash = from.path.find('/', 1);
  const auto end = from.path.find('/', slash + 1);
  return {from.path.substr(1, slash - 1), from.path.substr(slash + 1, end - slash - 1),
          from.authorization, from.body};
}

std::string addressee(const std::string& body) {
  const auto message = json::parse(body, nullptr, false);
  return message.is_object() ? message.value("to", "") : "";
}

http_response refusal(const meta_error& why) {
  return {http_status_of(why.code), to_error_body(why), "application/json", {}};
}

std::vector<std::string> option_ids(const json& interactive) {
  std::vector<std::string> ids;
  const auto& action = interactive.at("action");
  if (action.contains("buttons"))
    for (const auto& button : action.at("buttons"))
      ids.push_back(button.at("reply").at("id"));
  if (action.contains("sections"))
    for (const auto& section : action.at("sections"))
      for (const auto& row : section.at("rows"))
        ids.push_back(row.at("id"));
  return ids;
}

received_reply to_received(const meta_accepted& message) {
  received_reply reply;
  reply.out_id = message.callback_data;
  reply.is_card = message.message.at("type") == "interactive";
  if (reply.is_card) {
    const auto& shown = message.message.at("interactive");
    reply.text = shown.at("body").at("text");
    reply.options = option_ids(shown);
  } else {
    reply.text = message.message.at("text").at("body");
  }
  return reply;
}

} // namespace

graph_recorder::graph_recorder(meta_number number, std::chrono::steady_clock::time_point run_began)
    : number_(number),
      began_(run_began),
      rules_({std::move(number)}, "F") {
  auto listening = http_server::listen(loop_.context(), "127.0.0.1", 0, {},
                                       [this](http_request request, http_responder respond) {
                                         handle(request, std::move(respond));
                                       });
  if (!listening)
    throw std::runtime_error(listening.error().message);
  server_ = std::move(*listening);
}

graph_recorder::~graph_recorder() { loop_.stop(); }

std::string graph_recorder::customer_wrote(const std::string& phone) {
  const std::lock_guard guard{mutex_};
  return rules_.customer_wrote(number_.phone_number_id, phone, wall_clock());
}

// -- faults ---

void graph_recorder::add_fault(meta_fault fault) {
  const std::lock_guard guard{mutex_};
  faults_.add(std::move(fault));
}

void graph_recorder::lift_faults() {
  std::list<http_responder> left;
  {
    const std::lock_guard guard{mutex_};
    faults_.clear();
    left.swap(never_answered_);
  }
  for (const auto& respond : left)
    respond({500, "<html>gave up</html>", "text/html", {}});
}

// -- messages of the salon ---

void graph_recorder::handle(const http_request& request, http_responder respond) {
  if (auto answer = answer_to(request, respond))
    respond(std::move(*answer));
}

/// Nothing: `respond` was kept and hears nothing for now.
std::optional<http_response> graph_recorder::answer_to(const http_request& request,
                                                       const http_responder& respond) {
  const std::lock_guard guard{mutex_};
  const auto fault = faults_.take(addressee(request.body));
  auto answer = fault && fault->refuses() ? http_response{} : judge(graph_request(request));
  if (fault && fault->hang) {
    never_answered_.push_back(respond);
    return std::nullopt;
  }
  if (fault && fault->status)
    answer = {*fault->status, "<html>a proxy says no</html>", "text/html", {}};
  if (fault && fault->code)
    answer = refusal({*fault->code, "A fault that was asked for."});
  return answer;
}

http_response graph_recorder::judge(const meta_request& request) {
  const auto verdict = rules_.post_message(request, wall_clock());
  if (const auto* error = std::get_if<meta_error>(&verdict))
    return refusal(*error);
  const auto* message = std::get_if<meta_accepted>(&verdict);
  if (!message)
    return {200, R"({"success":true})", "application/json", {}};
  record(*message);
  const json body{{"messaging_product", "whatsapp"},
                  {"contacts", {{{"input", message->input}, {"wa_id", message->customer}}}},
                  {"messages", {{{"id", message->wamid}}}}};
  return {200, body.dump(), "application/json", {}};
}

void graph_recorder::record(const meta_accepted& message) {
  auto reply = to_received(message);
  reply.at = std::chrono::duration_cast<run_time>(std::chrono::steady_clock::now() - began_);
  brought_.insert(reply.out_id);
  phones_[message.customer].push_back(std::move(reply));
  arrived_.notify_all();
}

// -- what phones got ---

std::size_t graph_recorder::replies_to(const std::string& phone) const {
  const std::lock_guard guard{mutex_};
  const auto found = phones_.find(phone);
  return found == phones_.end() ? 0 : found->second.size();
}

bool graph_recorder::wait_for_reply(const std::string& phone, std::size_t known,
                                    std::chrono::milliseconds limit) const {
  std::unique_lock lock{mutex_};
  return arrived_.wait_for(lock, limit, [&] {
    const auto found = phones_.find(phone);
    return found != phones_.end() && found->second.size() > known;
  });
}

std::vector<received_reply> graph_recorder::received(const std::string& phone) const {
  const std::lock_guard guard{mutex_};
  const auto found = phones_.find(phone);
  return found == phones_.end() ? std::vector<received_reply>{} : found->second;
}

bool graph_recorder::has_brought(const std::string& out_id) const {
  const std::lock_guard guard{mutex_};
  return brought_.contains(out_id);
}

} // namespace quickbooking::faults
