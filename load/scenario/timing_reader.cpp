#include "load/scenario/scenario_parts.hpp"

namespace quickbooking {

namespace {

using namespace std::chrono_literals;

constexpr double most_per_second = 1'000'000;
constexpr std::size_t most_customers = 10'000'000;

} // namespace

void read_arrivals(checked_object x, scenario& out) {
  const auto model = x.has("model") ? x.text("model") : "poisson";
  if (model == "closed")
    out.arrivals.model = arrival_model::closed;
  else if (model == "constant")
    out.arrivals.model = arrival_model::constant;
  else if (model != "poisson" && !model.empty())
    x.complain("model", "has to be poisson, constant or closed");
  const auto is_closed = out.arrivals.model == arrival_model::closed;
  x.require(is_closed ? "customers" : "rate");
  if (is_closed)
    out.closed_customers = x.whole("customers", 1, 1, most_customers);
  else
    out.arrivals.rate = x.number("rate", 1, 0.01, most_per_second);
  out.arrivals.ramp = x.duration("ramp", 0ms);
  x.refuse_others();
}

void read_think_time(checked_object x, delay_law& out) {
  x.require("distribution");
  out.middle = 0ms;
  const auto name = x.text("distribution");
  out.least = x.duration("least", 0ms);
  out.most = x.duration("most", out.most);
  if (name == "constant") {
    x.require("value");
    out.middle = x.duration("value", 0ms);
  } else if (name == "uniform") {
    out.what = delay_law::shape::uniform;
    x.require("most");
  } else if (name == "exponential") {
    out.what = delay_law::shape::exponential;
    x.require("mean");
    out.middle = x.duration("mean", 0ms);
  } else if (name == "lognormal") {
    out.what = delay_law::shape::lognormal;
    x.require("median");
    out.middle = x.duration("median", 0ms);
    out.sigma = x.number("sigma", 0.5, 0, 5);
  } else if (!name.empty()) {
    x.complain("distribution", "has to be constant, uniform, exponential or lognormal");
  }
  if (out.least > out.most)
    x.complain("least", "is longer than most");
  x.refuse_others();
}

} // namespace quickbooking
