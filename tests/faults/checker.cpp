#include "tests/faults/checker.hpp"

#include "tests/faults/phone_view.hpp"

#include <algorithm>
#include <tuple>

namespace quickbooking::faults {

namespace {

constexpr std::string_view code_prefix = "BK-";
constexpr std::size_t code_length = 8;

/// The booking code that a reply names, if any.
std::string code_in(const std::string& text) {
  const auto at = text.find(code_prefix);
  return at == std::string::npos ? std::string{} : text.substr(at, code_length);
}

/// What one phone's checks share: where to look and where to write.
struct judge {
  const run_history& all;
  const phone_view& view;
  const check_options& options;
  verdict& result;

  const phone_history& mine() const { return view.history(); }

  void broken(const char* promise, std::string what) const {
    result.findings.push_back({promise, mine().phone, std::move(what)});
  }

  void count() const;
  void order() const;
  void one_effect() const;
  void one_revision_each() const;
  void one_content() const;
  void durable() const;
  void delivered() const;
  void newer_only() const;
  void answer_times() const;
  void ways_on() const;
  void bookings() const;

  bool is_late(const stored_write& x) const;
};

void judge::count() const {
  for (const auto& x : mine().sent) {
    ++result.messages;
    result.redeliveries += static_cast<int>(x.deliveries.size()) - 1;
    const auto* accepted = view.acceptance(x);
    result.degraded_answers += accepted && view.was_disturbed(accepted->answered);
  }
  result.effects += static_cast<int>(view.effects());
}

// -- P1: what was answered before the next was sent takes effect before it ---

bool comes_before(const sent_message& a, const sent_message& b) {
  const auto* accepted = phone_view::acceptance(a);
  if (accepted && accepted->answered < phone_view::first_sent(b))
    return true;
  // In one POST the order of the list counts, as long as that POST was the first of both.
  return !a.deliveries.empty() && !b.deliveries.empty() && a.deliveries.size() == 1
         && a.deliveries.front().post == b.deliveries.front().post;
}

void judge::order() const {
  const auto& sent = mine().sent;
  for (std::size_t i = 0; i < sent.size(); ++i)
    for (std::size_t k = i + 1; k < sent.size(); ++k) {
      const auto first = view.effect(sent[i].id);
      const auto second = view.effect(sent[k].id);
      const auto* accepted = view.acceptance(sent[i]);
      if (!first || !second || *first < *second || !comes_before(sent[i], sent[k])
          || (accepted && view.may_be_lost(*accepted)))
        continue;
      broken("P1", sent[k].id + " took effect before " + sent[i].id);
    }
}

// -- P2: at most one effect ---

void judge::one_effect() const {
  for (const auto& x : mine().sent) {
    const auto answers = view.answers(x.id).size();
    if (answers <= 1)
      continue;
    if (view.may_be_repeated(x))
      ++result.repeated;
    else
      broken("P2", x.id + " took effect " + std::to_string(answers) + " times");
  }
}

/// P2: while one owner writes, every revision is one message that was not handled before.
void judge::one_revision_each() const {
  std::set<std::string> known;
  const stored_write* last = nullptr;
  for (const auto& x : mine().stored) {
    std::uint64_t fresh = 0;
    for (const auto& id : x.handled)
      fresh += known.insert(id).second;
    if (x.epoch == 0)
      continue;
    if (last && last->epoch == x.epoch && x.revision > last->revision
        && x.revision - last->revision != fresh)
      broken("P2", "revision " + std::to_string(last->revision) + " became "
                       + std::to_string(x.revision) + " with " + std::to_string(fresh)
                       + " new message ids");
    last = &x;
  }
}

void judge::one_content() const {
  std::map<std::string, const received_reply*> first;
  for (const auto& x : mine().received) {
    const auto [place, is_new] = first.emplace(x.out_id, &x);
    if (is_new)
      continue;
    ++result.duplicate_replies;
    if (place->second->text != x.text || place->second->options != x.options)
      broken("P2", "the reply " + x.out_id + " came with two contents");
  }
}

// -- P3: 200 means durable ---

void judge::durable() const {
  for (const auto& x : mine().sent) {
    if (!view.acceptance(x)) {
      broken("P3", x.id + " was never answered with 200");
      continue;
    }
    if (view.effect(x.id))
      continue;
    const auto may_be_lost
        = std::all_of(x.deliveries.begin(), x.deliveries.end(), [this](const delivery& each) {
            return each.status != 200 || view.may_be_lost(each);
          });
    if (may_be_lost)
      ++result.lost;
    else
      broken("P3", x.id + " was answered with 200 and Redis never had it");
  }
}

// -- P4: durable replies arrive ---

/// True if the node that made this reply ended before it could have sent it.
bool judge::is_late(const stored_write& x) const {
  for (const auto& message : mine().sent)
    if (message.id == x.message_id)
      for (const auto& each : message.deliveries)
        if (each.life + 1 < static_cast<int>(all.lives.size()))
          return true;
  return false;
}

void judge::delivered() const {
  std::set<std::string> arrived;
  for (const auto& x : mine().received)
    arrived.insert(x.out_id);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < mine().stored.size(); ++i) {
    const auto& x = mine().stored[i];
    if (x.out_id.empty() || arrived.contains(x.out_id) || !seen.insert(x.out_id).second)
      continue;
    const auto is_newer
        = [&x](const stored_write& y) { return !y.out_id.empty() && y.out_id != x.out_id; };
    const auto next = mine().stored.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (x.answer_is_card && std::any_of(next, mine().stored.end(), is_newer))
      continue; // superseded
    if (is_late(x) && !options.replies_survive_restart)
      ++result.late_replies;
    else
      broken("P4", "the reply " + x.out_id + " to " + x.message_id + " never came");
  }
}

// -- P5: revisions only grow ---

void judge::newer_only() const {
  const stored_write* last = nullptr;
  for (const auto& x : mine().stored) {
    if (x.epoch == 0)
      continue;
    if (last && x.revision <= last->revision)
      broken("P5", "revision " + std::to_string(x.revision) + " of owner " + std::to_string(x.epoch)
                       + " was written over " + std::to_string(last->revision) + " of "
                       + std::to_string(last->epoch));
    last = &x;
  }
}

// -- P6: bookings ---

void judge::bookings() const {
  std::set<std::string> codes;
  std::size_t booked = 0;
  for (const auto& x : all.bookings)
    if (x.phone == mine().phone) {
      codes.insert(x.code);
      ++booked;
    }
  for (const auto& x : mine().received)
    if (const auto code = code_in(x.text); !code.empty() && !codes.contains(code))
      broken("P6", "the code " + code + " is not one of this phone's bookings");
  std::set<std::string> confirms;
  for (const auto& x : mine().sent)
    if (x.is_tap && x.content.starts_with("confirm_"))
      confirms.insert(x.content);
  if (booked > confirms.size())
    broken("P6", std::to_string(booked) + " bookings of " + std::to_string(confirms.size())
                     + " different confirms");
}

// -- P7, P8 ---

void judge::answer_times() const {
  for (const auto& x : mine().sent)
    for (const auto& each : x.deliveries)
      if (each.status != 0 && each.answered - each.sent > options.longest_answer)
        broken("P7", x.id + " was answered after "
                         + std::to_string((each.answered - each.sent).count() / 1000) + " ms");
}

void judge::ways_on() const {
  for (const auto& x : mine().received) {
    const auto leads_on = x.is_card ? !x.options.empty()
                                    : !code_in(x.text).empty()
                                          || x.text.find(options.salon_phone) != std::string::npos;
    if (!leads_on)
      broken("P8", "the reply " + x.out_id + " leads nowhere: " + x.text);
  }
}

/// P6 for all: no two live bookings of a stylist at one time, no code twice.
void check_bookings(const run_history& all, verdict& result) {
  auto rows = all.bookings;
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tie(a.master, a.start) < std::tie(b.master, b.start);
  });
  std::set<std::pair<std::string, std::string>> codes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& x = rows[i];
    if (!codes.emplace(x.salon, x.code).second)
      result.findings.push_back({"P6", x.phone, "the code " + x.code + " was given twice"});
    if (i + 1 < rows.size() && rows[i + 1].master == x.master && rows[i + 1].start < x.end) {
      ++result.double_bookings;
      result.findings.push_back({"P6", x.phone, x.code + " and " + rows[i + 1].code + " overlap"});
    }
  }
}

} // namespace

verdict check(const run_history& history, const check_options& options) {
  verdict result;
  for (const auto& each : history.phones) {
    const phone_view view{history, each};
    const judge mine{history, view, options, result};
    mine.count();
    mine.order();
    mine.one_effect();
    mine.one_revision_each();
    mine.one_content();
    mine.durable();
    mine.delivered();
    mine.newer_only();
    mine.answer_times();
    mine.ways_on();
    mine.bookings();
  }
  check_bookings(history, result);
  return result;
}

} // namespace quickbooking::faults
