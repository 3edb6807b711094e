#pragma once

#include "net/graph/graph_client.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// A POST as WhatsApp would see it.
struct graph_post {
  std::string number;
  std::string token;
  std::string customer;
  std::string out_id;
  nlohmann::json body;
  std::function<void(graph_http_answer)> done;
};

graph_http_answer accepted_answer();
graph_http_answer error_answer(int code, int status = 400);
graph_http_answer lost_answer();
graph_http_answer not_sent_answer();

/// Stands for the Graph API: remembers what was posted and answers at once as `answer` says, or
/// leaves the answer to the test.
class graph_double : public graph_client {
public:
  using answer_function = std::function<std::optional<graph_http_answer>(const graph_post&)>;

  void post_message(std::string phone_number_id, std::string token, std::string body,
                    std::function<void(graph_http_answer)> done) override;

  /// The `out_id`s in order of arrival.
  std::vector<std::string> out_ids() const;

  answer_function answer = [](const graph_post&) { return accepted_answer(); };
  std::vector<graph_post> posts;
};

} // namespace quickbooking
