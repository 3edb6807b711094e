#include "actors/cluster/peer_codec.hpp"

#include "actors/cluster/node_report.hpp"
#include "actors/cluster/turn_codec.hpp"
#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/encoding/json_writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::array<std::pair<restore_end, std::string_view>, 4> restore_words{{
    {restore_end::restored, "restored"},
    {restore_end::newer_here, "newerHere"},
    {restore_end::expired, "expired"},
    {restore_end::unavailable, "unavailable"},
}};

template <class Words, class Value>
std::string_view word_of(const Words& words, Value x) {
  return std::ranges::find(words, x, [](const auto& e) { return e.first; })->second;
}

template <class Value, std::size_t N>
std::optional<Value> meaning_of(const std::array<std::pair<Value, std::string_view>, N>& words,
                                std::string_view word) {
  const auto* found = std::ranges::find(words, word, [](const auto& e) { return e.second; });
  return found == words.end() ? std::nullopt : std::optional{found->first};
}

// -- writing ---

std::string customer_body(const customer_key& customer) {
  std::string body;
  json_writer{body}.begin_object().member("customer", customer).end_object();
  return body;
}

std::string reply_body(const customer_key& customer, const std::string& out_id) {
  std::string body;
  json_writer{body}
      .begin_object()
      .member("customer", customer)
      .member("outId", out_id)
      .end_object();
  return body;
}

peer_envelope write_one(const inbound_message& x) { return {peer_kind::turn, 0, message_body(x)}; }

peer_envelope write_one(const read_session& x) {
  return {peer_kind::read, 0, customer_body(x.customer)};
}

peer_envelope write_one(const clear_session& x) {
  return {peer_kind::clear, 0, customer_body(x.customer)};
}

peer_envelope write_one(const resend_due& x) {
  return {peer_kind::resend, 0, reply_body(x.customer, x.out_id)};
}

peer_envelope write_one(const restore_session& x) {
  peer_envelope out{peer_kind::restore, 0, {}};
  json_writer{out.body}
      .begin_object()
      .member("customer", x.customer)
      .member("saved", x.what)
      .end_object();
  return out;
}

peer_envelope write_one(const read_node&) {
  return {peer_kind::read_node, 0, R"({"report":true})"};
}

peer_envelope write_one(const drain_node& x) {
  peer_envelope out{peer_kind::drain_node, 0, {}};
  json_writer{out.body}.begin_object().member("undo", x.undo).end_object();
  return out;
}

peer_envelope write_one(const hold_copy& x) { return {peer_kind::copy, 0, json_of(x.what)}; }

peer_envelope write_one(const drop_copy& x) {
  return {peer_kind::drop_copy, 0, customer_body(x.customer)};
}

peer_envelope write_one(const end_copied_reply& x) {
  return {peer_kind::end_copied_reply, 0, reply_body(x.customer, x.out_id)};
}

peer_envelope write_one(const copies_lost&) {
  return {peer_kind::copies_lost, 0, R"({"lost":true})"};
}

peer_envelope write_one(const turn_result& x) {
  return {peer_kind::turn_end, 0, turn_body(x), x.answer ? x.answer->payload : std::string{}};
}

peer_envelope write_one(const session_info& x) {
  peer_envelope envelope{peer_kind::session, 0, {}};
  json_writer{envelope.body}
      .begin_object()
      .member("available", x.available)
      .member("found", x.found)
      .member("snapshot", x.snapshot)
      .member("ttlMs", x.ttl.count())
      .member("durable", x.durable)
      .end_object();
  return envelope;
}

peer_envelope write_one(bool x) {
  peer_envelope envelope{peer_kind::yes_or_no, 0, {}};
  json_writer{envelope.body}.begin_object().member("yes", x).end_object();
  return envelope;
}

peer_envelope write_one(restore_end x) {
  peer_envelope envelope{peer_kind::restore_end, 0, {}};
  json_writer{envelope.body}.begin_object().member("end", word_of(restore_words, x)).end_object();
  return envelope;
}

peer_envelope write_one(const node_report& x) {
  return {peer_kind::node_report, 0, to_text(to_json(x))};
}

// -- reading ---

std::optional<session_info> read_session_info(const json& x) {
  auto ttl = integer_field(x, "ttlMs");
  if (!ttl)
    return std::nullopt;
  return session_info{bool_field(x, "available"), bool_field(x, "found"),
                      string_field(x, "snapshot"), std::chrono::milliseconds{*ttl},
                      bool_field(x, "durable")};
}

std::optional<owner_question> read_owner_question(peer_kind kind, const json& x) {
  auto customer = make_customer_key(string_field(x, "customer"));
  auto out_id = text_field(x, "outId");
  if (!customer)
    return std::nullopt;
  if (kind == peer_kind::read)
    return read_session{*customer};
  if (kind == peer_kind::clear)
    return clear_session{*customer};
  if (kind == peer_kind::resend && out_id)
    return resend_due{*customer, *out_id};
  if (auto saved = read_saved_session(field(x, "saved")); saved && kind == peer_kind::restore)
    return restore_session{*customer, std::move(*saved)};
  return std::nullopt;
}

std::optional<operator_question> read_operator_question(peer_kind kind, const json& x) {
  if (kind == peer_kind::read_node && bool_field(x, "report"))
    return read_node{};
  if (kind == peer_kind::drain_node && field(x, "undo").is_boolean())
    return drain_node{bool_field(x, "undo")};
  return std::nullopt;
}

std::optional<node_question> read_node_question(peer_kind kind, const json& x) {
  if (kind == peer_kind::copies_lost && bool_field(x, "lost"))
    return copies_lost{};
  if (kind == peer_kind::copy) {
    auto copy = session_backup_from(x);
    return copy ? std::optional<node_question>{hold_copy{{}, std::move(*copy)}} : std::nullopt;
  }
  auto customer = make_customer_key(string_field(x, "customer"));
  auto out_id = text_field(x, "outId");
  if (customer && kind == peer_kind::drop_copy)
    return drop_copy{{}, *customer};
  if (customer && out_id && kind == peer_kind::end_copied_reply)
    return end_copied_reply{{}, *customer, *out_id};
  return std::nullopt;
}

template <class Variant, class T>
std::optional<Variant> widened(std::optional<T> x) {
  return x ? std::optional<Variant>{std::move(*x)} : std::nullopt;
}

} // namespace

const customer_key& customer_of(const owner_question& x) {
  return std::visit([](const auto& y) -> const customer_key& { return y.customer; }, x);
}

peer_envelope to_envelope(const peer_question& x) {
  auto write = [](const auto& y) { return write_one(y); };
  return std::visit([&](const auto& kind) { return std::visit(write, kind); }, x);
}

peer_envelope to_envelope(const peer_answer& x) {
  return std::visit([](const auto& y) { return write_one(y); }, x);
}

bool is_answer(peer_kind x) {
  using enum peer_kind;
  return x == turn_end || x == session || x == yes_or_no || x == restore_end || x == node_report
         || x == not_answered;
}

std::optional<peer_question> read_question(const peer_envelope& x) {
  if (x.kind == peer_kind::turn)
    return widened<peer_question>(widened<owner_question>(read_message_body(x.body)));
  const auto parsed = parse_json(x.body);
  if (!parsed)
    return std::nullopt;
  if (auto owners = read_owner_question(x.kind, *parsed))
    return widened<peer_question>(std::move(owners));
  if (auto operators = read_operator_question(x.kind, *parsed))
    return widened<peer_question>(std::move(operators));
  return widened<peer_question>(read_node_question(x.kind, *parsed));
}

std::optional<peer_answer> read_answer(const peer_envelope& x) {
  if (x.kind == peer_kind::turn_end)
    return widened<peer_answer>(read_turn_body(x.body, x.payload));
  const auto parsed = parse_json(x.body);
  if (!parsed)
    return std::nullopt;
  if (x.kind == peer_kind::session)
    return widened<peer_answer>(read_session_info(*parsed));
  if (x.kind == peer_kind::yes_or_no && field(*parsed, "yes").is_boolean())
    return peer_answer{bool_field(*parsed, "yes")};
  if (x.kind == peer_kind::restore_end)
    return widened<peer_answer>(meaning_of(restore_words, string_field(*parsed, "end")));
  if (x.kind == peer_kind::node_report)
    return widened<peer_answer>(node_report_from(*parsed));
  return std::nullopt;
}

} // namespace quickbooking
