#include "load/engine/load_engine.hpp"
namespace quickbooking {

void load_run::engine::on_sent(const ready_message& what) {
  if (graph_)
    graph_->customer_wrote(crowd_.phone_at(what.who.phone));
}

void load_run::engine::on_graph_message(const meta_accepted& message) {
  if (options_.what.delivery_statuses)
    report_statuses(message);
  if (const auto phone = crowd_.index_of(message.customer))
    on_reply(*phone, message.callback_data, read_graph_message(message.message, message.wamid));
  else
    recorder_.failed("unknown_recipient");
}

void load_run::engine::on_graph_refusal(const meta_error& why) {
  recorder_.domain.over_limit_cards += is_content_refusal(why.code);
  recorder_.failed("graph_" + std::to_string(why.code));
}

void load_run::engine::on_v1_answer(const visit_id& who, const std::string& body) {
  auto reply = read_v1_answer(body);
  if (reply)
    return on_reply(who.phone, {}, std::move(*reply));
  if (!body.empty())
    recorder_.failed("no_reply");
  crowd_.tell_missing(who.phone);
}

void load_run::engine::on_reply(std::uint32_t phone, const std::string& name, heard_reply reply) {
  const auto now = run_time::clock::now();
  const auto verdict = ledger_.replied(phone, name, now);
  recorder_.domain.duplicate_replies += verdict.is_duplicate;
  if (verdict.answers)
    recorder_.answered(*verdict.answers, now);
  if (!verdict.is_duplicate)
    crowd_.tell(phone, {std::move(reply), now});
  dismiss_if_done(phone);
}

/// Meta tells what became of the salon's message.
void load_run::engine::report_statuses(const meta_accepted& message) {
  const auto now
      = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  for (const auto* status : {"sent", "delivered"})
    deliveries_.tell(to_delivery(options_.head,
                                 status_body(options_.head, {message.customer, message.wamid,
                                                             status, message.callback_data, now})));
}

/// Who leaves still hears the replies to what was said.
void load_run::engine::dismiss_if_done(std::uint32_t phone) {
  if (!crowd_.is_leaving(phone) || ledger_.is_waiting(phone))
    return;
  active_ -= has_begun_[phone];
  has_begun_[phone] = false;
  ledger_.close(phone);
  crowd_.dismiss(phone);
}

} // namespace quickbooking
