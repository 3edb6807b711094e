#include "tests/faults/checker.hpp"
#include "tests/faults/phone_view.hpp"

#include <iomanip>
#include <sstream>

namespace quickbooking::faults {

namespace {

double ms(run_time x) { return static_cast<double>(x.count()) / 1000; }

void describe(std::ostream& out, const sent_message& x, const phone_view& view) {
  out << "  sent " << x.id << (x.is_tap ? " tap " : " text ") << x.content;
  if (const auto place = view.effect(x.id))
    out << " [effect " << *place << "]\n";
  else
    out << " [no effect]\n";
  for (const auto& each : x.deliveries)
    out << "    " << ms(each.sent) << ".." << ms(each.answered) << " ms -> " << each.status
        << " (life " << each.life << ", post " << each.post
        << (view.was_disturbed(each.answered) ? ", Redis disturbed)\n" : ")\n");
}

void describe(std::ostream& out, const stored_write& x) {
  out << "  stored owner " << x.epoch << " revision " << x.revision << " answers " << x.message_id
      << " with " << x.out_id << (x.answer_is_card ? " (card)" : "") << ", handled";
  for (const auto& id : x.handled)
    out << " " << id;
  out << "\n";
}

void describe(std::ostream& out, const received_reply& x) {
  out << "  received " << ms(x.at) << " ms " << x.out_id << (x.is_card ? " card " : " text ")
      << x.options.size() << " options: " << x.text.substr(0, x.text.find('\n')) << "\n";
}

} // namespace

std::string describe(const run_history& history, const std::string& phone) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1);
  for (const auto& x : history.lives)
    out << "  node " << static_cast<char>('a' + x.node) << " " << ms(x.began) << ".." << ms(x.ended)
        << " ms"
        << (x.how == node_life::ending::killed     ? " killed\n"
            : x.how == node_life::ending::in_order ? " ended in order\n"
                                                   : " cut off\n");
  for (const auto& x : history.unrest)
    out << "  nodes in unrest " << ms(x.from) << ".." << ms(x.to) << " ms\n";
  for (const auto& x : history.disturbed)
    out << "  Redis disturbed " << ms(x.from) << ".." << ms(x.to) << " ms\n";
  for (const auto& each : history.phones) {
    if (each.phone != phone)
      continue;
    const phone_view view{history, each};
    for (const auto& x : each.sent)
      describe(out, x, view);
    for (const auto& x : each.stored)
      describe(out, x);
    for (const auto& x : each.received)
      describe(out, x);
  }
  return out.str();
}

} // namespace quickbooking::faults
