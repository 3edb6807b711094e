#include "actors/http/http_answers.hpp"

#include "actors/cluster/node_report.hpp"

#include <nlohmann/json.hpp>

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

http_response ok(const json& body) {
  return json_answer(body.dump(-1, ' ', false, json::error_handler_t::replace));
}

http_response refusal(const turn_result& x) {
  using kind = turn_result::kind;
  if (x.what == kind::overloaded)
    return error_response(503, {"overloaded", "too much is under way, try again"});
  if (x.what == kind::dead_letter)
    return error_response(422,
                          {"dead_letter", "the message could not be handled and was put aside"});
  if (x.what == kind::duplicate)
    return error_response(
        409, {"already_handled", "this messageId took effect before; its reply is no longer kept"});
  return error_response(x.why.code == "unknown_salon" ? 404 : 503, x.why);
}

http_response store_unavailable() {
  return error_response(503, {"store_unavailable", "Redis cannot be asked now"});
}

} // namespace

http_response json_answer(std::string body) {
  http_response answer;
  answer.body = std::move(body);
  return answer;
}

http_response unavailable() {
  return error_response(503, {"unavailable", "the part that answers this is not available"});
}

http_response to_answer(const turn_result& x, bool with_session) {
  if (!x.answer)
    return refusal(x);
  auto& [type, payload] = *x.answer;
  http_response answer;
  json_writer out{answer.body};
  out.begin_object().member("success", type != "error").member("messageType", type);
  out.key("payload").json(payload);
  if (with_session)
    out.member("sessionId", x.session_id).member("intent", intent_fields{x.wanted, x.lang, {}});
  out.end_object();
  if (x.kept != turn_result::place::store)
    answer.headers.emplace_back("X-QuickBooking-Degraded", "true");
  return answer;
}

http_response to_answer(const session_info& x) {
  if (!x.available)
    return store_unavailable();
  if (!x.found)
    return error_response(404, {"no_session", "no active session of this customer"});
  return ok({{"session", json::parse(x.snapshot, nullptr, false)},
             {"ttlSeconds", x.ttl.count() / 1000},
             {"durable", x.durable}});
}

http_response to_answer(restore_end x) {
  if (x == restore_end::unavailable)
    return store_unavailable();
  if (x == restore_end::newer_here)
    return error_response(409, {"newer_session", "what is there of this customer is not older"});
  if (x == restore_end::expired)
    return error_response(410, {"expired", "the customer's last activity is too long ago"});
  auto answer = ok({{"restored", true}});
  answer.status = 201;
  return answer;
}

http_response to_answer(const store_health& x, const ring_ptr& cluster) {
  json body{{"status", x.state}, {"routing", "ok"}, {"redis", to_json(x)}};
  const auto is_out = cluster && !cluster->has(cluster->self());
  if (is_out)
    body["status"] = "draining";
  if (cluster)
    body["cluster"] = {{"node", cluster->self()}, {"ring", cluster->nodes()}};
  auto answer = ok(body);
  if (is_out)
    answer.status = 503;
  return answer;
}

http_response to_answer(const node_answer& x) {
  using kind = node_answer::kind;
  switch (x.what) {
  case kind::found:
    return ok(to_json(x));
  case kind::no_answer:
    return error_response(503, {"node_unreachable", "the node does not answer"});
  case kind::unknown:
    return error_response(404, {"unknown_node", "neither ring nor registry has such a node"});
  case kind::no_cluster:
    return error_response(409, {"no_cluster", "this node is alone: nobody would have customers"});
  default:
    return error_response(409, {"last_node", "no other node would have customers"});
  }
}

http_response to_answer(const directory_reply& x) {
  if (!x.available)
    return store_unavailable();
  http_response answer;
  answer.body = x.body;
  return answer;
}

http_response to_answer(const letter_reply& x) {
  if (!x.available)
    return error_response(503, {"archive_unavailable", "the archive cannot be asked now"});
  if (!x.found)
    return error_response(404, {"no_dead_letter", "there is no dead letter of this id"});
  return ok({{"removed", true}});
}

bool is_accepted(const turn_result& x) {
  using kind = turn_result::kind;
  if (x.kept == turn_result::place::memory && !x.degraded)
    return false;
  return x.what == kind::handled || x.what == kind::duplicate || x.what == kind::dead_letter;
}

} // namespace quickbooking
