#include "tests/booking/conversation/walk.hpp"

#include "booking/reading/reader.hpp"
#include "messages/reply/button_id.hpp"

#include <cstdlib>
#include <sstream>
#include <string_view>

namespace quickbooking {

namespace {

constexpr const char* texts[] = {"Haircut Friday 3pm",
                                 "manicure and haircut",
                                 "anytime",
                                 "with Bob",
                                 "with Alex tomorrow evening",
                                 "Sunday 23:30",
                                 "yesterday",
                                 "in March at 10:15",
                                 "my usual",
                                 "hello",
                                 "thanks",
                                 "yes",
                                 "no",
                                 "cancel",
                                 "start over",
                                 "call",
                                 "qwrtzp 💅",
                                 "",
                                 "1",
                                 "7",
                                 "99"};

constexpr const char* stale_taps[] = {"",
                                      "nonsense",
                                      "slot_sarah-2026-11-27T20:00:00.000Z",
                                      "slot_sarah-2026-11-20T20:00:00.000Z-cut",
                                      "slot_zoe-2026-11-27T20:00:00.000Z-peeling",
                                      "confirm_sarah-2026-11-27T20:00:00.000Z-cut",
                                      "choice_same_day_diff_time",
                                      "choice_see_more",
                                      "action_change_time",
                                      "action_cancel",
                                      "action_restart",
                                      "action_usual",
                                      "action_services_page_7",
                                      "action_join_waitlist_any-1970-01-01T00:00:00.000Z",
                                      "waitlist_book_1",
                                      "waitlist_pass",
                                      "waitlist_leave",
                                      "nav_next",
                                      "nav_prev",
                                      "nav_back",
                                      "nav_page_2",
                                      "nav_next_week",
                                      "nav_different_day"};

constexpr booking_outcome::kind booking_kinds[]
    = {booking_outcome::kind::booked, booking_outcome::kind::already_booked,
       booking_outcome::kind::taken, booking_outcome::kind::in_the_past,
       booking_outcome::kind::unavailable};

constexpr waitlist_outcome::kind waitlist_kinds[]
    = {waitlist_outcome::kind::joined, waitlist_outcome::kind::already_on_it,
       waitlist_outcome::kind::unavailable};

// -- kinds of states ---

std::vector<std::string> options_of(const session& x) {
  std::vector<std::string> ids;
  if (x.answered)
    if (const auto* shown = std::get_if<card>(&x.answered->content))
      for (const auto& each : shown->options())
        ids.push_back(each.id);
  return ids;
}

/// Family and verb of a button id.
std::string kind_of(const std::string& id) {
  const auto verb = id.find('_');
  if (id.starts_with("slot_") || id.starts_with("confirm_"))
    return id.substr(0, verb);
  return id.substr(0, id.find_first_of("_-", verb + 1));
}

bool is_fine() {
  const char* wanted = std::getenv("QUICKBOOKING_WALK");
  return wanted != nullptr && std::string_view{wanted} == "fine";
}

void write_finely(std::ostream& out, const session& x) {
  const auto& w = x.wanted;
  for (const bool has : {w.master_id.has_value(), w.date.has_value(), w.time.has_value(),
                         w.part.has_value(), w.is_flexible, x.selected_slot.has_value()})
    out << has;
  out << x.pages_seen << ' ' << x.pending_services.size() << ' ';
}

std::string signature(const session& x) {
  std::set<std::string> ways_on;
  for (const auto& id : options_of(x))
    ways_on.insert(kind_of(id));
  std::ostringstream kind;
  kind << to_string(x.state) << ' ' << to_string(x.view) << ' ' << x.wanted.service_id.has_value();
  if (is_fine())
    write_finely(kind, x);
  for (const auto& way : ways_on)
    kind << ' ' << way;
  return kind.str();
}

} // namespace

bool leads_on(const reply& x, const salon& where) {
  if (const auto* shown = std::get_if<card>(&x))
    return !shown->options().empty();
  if (const auto* booked = std::get_if<booking_confirmed>(&x))
    return !booked->booking_code.empty() && contains(booked->text, booked->booking_code);
  return contains(text_of(x), where.contact_phone);
}

walk::walk(const conversation& from, language lang)
    : where_(from.where),
      calendar_(from.calendar()),
      now_(from.now),
      lang_(lang) {
  message_.customer = from.customer;
  message_.given_customer = from.given_customer;
  message_.profile_name = from.profile_name;
  message_.salon_id = where_.id;
  message_.lang = lang;
}

void walk::run() {
  visit_fresh();
  while (!open_.empty()) {
    const auto current = std::move(open_.front());
    open_.pop_front();
    visit(current);
  }
}

session walk::fresh(inbound_content content) {
  message_.content = std::move(content);
  return new_session("session", message_, where_, now_);
}

void walk::visit_fresh() {
  for (const auto* text : texts)
    step(fresh(typed_text{text}), message_, text);
  for (const auto* id : stale_taps)
    step(fresh(button_tap{id, {}}), message_, id);
  step(fresh(unreadable{"audio"}), message_, "unreadable");
}

void walk::visit(const session& current) {
  for (const auto* text : texts)
    say(current, typed_text{text}, text);
  for (const auto* id : stale_taps)
    say(current, button_tap{id, {}}, id);
  say(current, unreadable{"video"}, "unreadable");
  for (const auto& id : options_of(current)) {
    say(current, button_tap{id, {}}, id);
    step(fresh(button_tap{id, {}}), message_, id + " without a session");
  }
  step(current, booking_outcome{booking_outcome::kind::taken, {}, {}}, "late booking outcome");
  step(current, waitlist_outcome{waitlist_outcome::kind::unavailable}, "late waitlist outcome");
}

void walk::say(const session& current, inbound_content content, const std::string& what) {
  message_.content = std::move(content);
  step(current, message_, what);
}

void walk::step(const session& current, const event& what, const std::string& name) {
  ++steps_;
  const auto made = decide(current, what, {where_, calendar_, rule_reader(), now_});
  const auto effects = int{made.answer.has_value()} + made.book.has_value() + made.wait.has_value();
  if (effects != 1)
    fault(current, name, "has " + std::to_string(effects) + " effects");
  follow_effects(made, name);
  if (made.answer)
    arrive(current, made, name);
}

void walk::follow_effects(const decision& made, const std::string& name) {
  if (made.book)
    for (const auto kind : booking_kinds)
      step(made.next, booking_outcome{kind, "id", "BK-XYZ"}, name + " > booking outcome");
  if (made.wait)
    for (const auto kind : waitlist_kinds)
      step(made.next, waitlist_outcome{kind}, name + " > waitlist outcome");
}

void walk::arrive(const session& from, const decision& made, const std::string& name) {
  check_reply(from, *made.answer, name);
  check_session(from, made.next, name);
  auto next = made.next;
  next.answered = std::make_shared<const last_reply>(last_reply{"wamid", "out", *made.answer});
  if (made.finished || !seen_.insert(signature(next)).second)
    return;
  if (!session_from_snapshot(to_snapshot(next)))
    fault(from, name, "cannot be stored");
  open_.push_back(std::move(next));
}

void walk::check_reply(const session& from, const reply& said, const std::string& name) {
  if (!leads_on(said, where_))
    fault(from, name, "leads nowhere: " + text_of(said));
  for (const auto& x : limit_violations(said))
    fault(from, name, x);
  if (const auto* shown = std::get_if<card>(&said))
    for (const auto& x : shown->options())
      if (x.id.size() > max_button_id_bytes || !parse_button_id(x.id))
        fault(from, name, "bad button id " + x.id);
}

void walk::check_session(const session& from, const session& next, const std::string& name) {
  if (next.slots.size() > 10 || next.choices.size() > 10)
    fault(from, name, "keeps too much");
  if (next.state == conversation_state::booking)
    fault(from, name, "answers while booking");
  if (next.pages_seen < 0 || next.pages_seen > 3)
    fault(from, name, "counts pages wrongly");
  if (next.lang != lang_)
    fault(from, name, "changes the language");
}

void walk::fault(const session& from, const std::string& name, const std::string& what) {
  std::ostringstream line;
  line << to_string(lang_) << ", " << to_string(from.state) << " + \"" << name << "\": " << what;
  if (faults_.size() < 20)
    faults_.push_back(line.str());
}

std::vector<std::string> faults_in_all_languages(const conversation& from) {
  std::vector<std::string> faults;
  for (const auto lang : all_languages) {
    walk all{from, lang};
    all.run();
    faults.insert(faults.end(), all.faults().begin(), all.faults().end());
    if (all.states() < 30)
      faults.push_back("only " + std::to_string(all.states()) + " states were reached");
  }
  return faults;
}

} // namespace quickbooking
