#include "actors/cluster/turn_codec.hpp"

#include "messages/encoding/text_fields.hpp"
#include "messages/encoding/utf8.hpp"
#include "messages/encoding/whole_number.hpp"
#include "messages/session/intent.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quickbooking {

namespace {

using end_kind = turn_result::kind;
using end_place = turn_result::place;

template <class Value, std::size_t N>
using words = std::array<std::pair<Value, std::string_view>, N>;

constexpr words<end_kind, 5> end_words{{
    {end_kind::handled, "handled"},
    {end_kind::duplicate, "duplicate"},
    {end_kind::refused, "refused"},
    {end_kind::overloaded, "overloaded"},
    {end_kind::dead_letter, "deadLetter"},
}};

constexpr words<end_place, 3> place_words{{
    {end_place::store, "store"},
    {end_place::archive, "archive"},
    {end_place::memory, "memory"},
}};

constexpr words<channel, 2> channel_words{{
    {channel::whatsapp, "whatsapp"},
    {channel::api, "api"},
}};

constexpr words<bool, 2> flag_words{{{true, "yes"}, {false, "no"}}};

// -- writing ---

class field_writer {
public:
  explicit field_writer(std::string& out) : out_{out} {}

  field_writer& text(std::string_view x) {
    append_field(out_, x);
    return *this;
  }

  template <class Value, std::size_t N>
  field_writer& word(const words<Value, N>& all, Value x) {
    return text(std::ranges::find(all, x, &std::pair<Value, std::string_view>::first)->second);
  }

  /// Nothing is an empty text.
  template <class T, class F>
  field_writer& maybe(const std::optional<T>& x, F to_text) {
    return x ? text(to_text(*x)) : text({});
  }

  field_writer& maybe(const std::optional<std::string>& x) { return text(x ? *x : std::string{}); }

private:
  std::string& out_;
};

void write_content(field_writer& out, const typed_text& x) {
  out.text("text").text(x.text).text({});
}

void write_content(field_writer& out, const button_tap& x) {
  out.text("tap").text(x.id).text(x.title);
}

void write_content(field_writer& out, const unreadable& x) {
  out.text("unreadable").text(x.type).text({});
}

void write_intent(field_writer& out, const intent& x) {
  out.maybe(x.service_id).maybe(x.service_name).maybe(x.master_id).maybe(x.master_name);
  out.maybe(x.date, [](auto date) { return to_string(date); });
  out.maybe(x.time, [](auto time) { return to_hhmm(time); });
  out.maybe(x.day_of_week, [](auto day) { return std::to_string(day.c_encoding()); });
  out.maybe(x.part, [](auto part) { return to_string(part); });
  out.word(flag_words, x.is_flexible).word(flag_words, x.is_usual);
}

// -- reading ---

/// What a field must be. What is wrong with any of them is told at the end.
class checked_reader {
public:
  explicit checked_reader(std::string_view body) : fields_{body}, is_good_{is_utf8(body)} {}

  std::string text() { return std::string{fields_.next()}; }

  std::optional<std::string> maybe() {
    auto x = fields_.next();
    return x.empty() ? std::nullopt : std::optional<std::string>{x};
  }

  /// `parse` gives an optional.
  template <class F>
  auto must(F parse) {
    auto x = parse(fields_.next());
    is_good_ = is_good_ && x;
    return x;
  }

  template <class F>
  auto maybe(F parse) {
    const auto x = fields_.next();
    decltype(parse(x)) value;
    if (!x.empty())
      value = parse(x);
    is_good_ = is_good_ && (x.empty() || value);
    return value;
  }

  template <class Value, std::size_t N>
  Value word(const words<Value, N>& all) {
    auto found
        = std::ranges::find(all, fields_.next(), &std::pair<Value, std::string_view>::second);
    is_good_ = is_good_ && found != all.end();
    return found == all.end() ? Value{} : found->first;
  }

  void refuse() { is_good_ = false; }

  bool ended_well() const { return is_good_ && fields_.ended_well(); }

private:
  field_reader fields_;
  bool is_good_;
};

inbound_content read_content(checked_reader& in) {
  const auto type = in.text();
  auto first = in.text(), second = in.text();
  if (type == "tap")
    return button_tap{std::move(first), std::move(second)};
  if (type == "unreadable")
    return unreadable{std::move(first)};
  if (type != "text")
    in.refuse();
  return typed_text{std::move(first)};
}

std::optional<std::chrono::weekday> read_day(std::string_view x) {
  const auto day = to_number<unsigned>(x);
  return day && *day < 7 ? std::optional{std::chrono::weekday{*day}} : std::nullopt;
}

intent read_intent(checked_reader& in) {
  intent x;
  for (auto* each : {&x.service_id, &x.service_name, &x.master_id, &x.master_name})
    *each = in.maybe();
  x.date = in.maybe(parse_date);
  x.time = in.maybe(parse_hhmm);
  x.day_of_week = in.maybe(read_day);
  x.part = in.maybe(parse_part_of_day);
  x.is_flexible = in.word(flag_words);
  x.is_usual = in.word(flag_words);
  return x;
}

} // namespace

// -- the message ---

std::string message_body(const inbound_message& x) {
  std::string body;
  field_writer out{body};
  out.text(x.customer).text(x.message_id).text(x.salon_id).text(x.phone_number_id);
  out.text(x.given_customer).text(x.profile_name).text(std::to_string(to_unix_ms(x.sent_at)));
  out.maybe(x.lang, [](auto lang) { return to_string(lang); }).word(channel_words, x.via);
  std::visit([&](const auto& content) { write_content(out, content); }, x.content);
  return body;
}

std::optional<inbound_message> read_message_body(std::string_view body) {
  checked_reader in{body};
  inbound_message x;
  x.customer = in.must(make_customer_key).value_or(customer_key{});
  x.message_id = in.text();
  x.salon_id = in.text();
  x.phone_number_id = in.text();
  x.given_customer = in.text();
  x.profile_name = in.text();
  x.sent_at = from_unix_ms(in.must(to_number<std::int64_t>).value_or(0));
  x.lang = in.maybe(parse_language);
  x.via = in.word(channel_words);
  x.content = read_content(in);
  return in.ended_well() ? std::optional{std::move(x)} : std::nullopt;
}

// -- what became of it ---

std::string turn_body(const turn_result& x) {
  std::string body;
  field_writer out{body};
  out.word(end_words, x.what).word(place_words, x.kept).word(flag_words, x.degraded);
  out.text(x.session_id).text(to_string(x.lang));
  const auto why = x.what == end_kind::refused ? x.why : failure{};
  out.text(why.code).text(why.message).text(x.answer ? x.answer->type : std::string{});
  write_intent(out, x.wanted);
  return body;
}

std::optional<turn_result> read_turn_body(std::string_view body, const std::string& payload) {
  checked_reader in{body};
  turn_result x;
  x.what = in.word(end_words);
  x.kept = in.word(place_words);
  x.degraded = in.word(flag_words);
  x.session_id = in.text();
  x.lang = in.must(parse_language).value_or(language::en);
  x.why.code = in.text();
  x.why.message = in.text();
  if (auto type = in.maybe()) {
    x.answer = checked_reply(*type, payload);
    if (!x.answer)
      in.refuse();
  }
  x.wanted = read_intent(in);
  return in.ended_well() ? std::optional{std::move(x)} : std::nullopt;
}

} // namespace quickbooking
