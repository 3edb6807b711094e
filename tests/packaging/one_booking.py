"""Books a haircut at a node: one_booking.py http://HOST:PORT. Prints the booking's code; exit code 1: none was made."""

import json
import sys
import urllib.request

PHONE = "+12125550147"
SALON = "6f1c1c1e-0000-4000-8000-000000000001"  # of the demo catalog


def call(url, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def first_choice(card):
    """The id of what a customer would tap who takes the first that is offered."""
    action = card["action"]
    if card["type"] == "button":
        return action["buttons"][0]["reply"]["id"]
    return action["sections"][0]["rows"][0]["id"]


def book(node):
    answer = call(node + "/v1/booking-requests", {"text": "Haircut", "customerPhone": PHONE, "salonId": SALON})
    for _ in range(6):
        if answer["messageType"] == "booking_confirmed":
            return answer["payload"]["bookingCode"]
        if answer["messageType"] != "interactive_card":
            break
        answer = call(node + "/v1/button-clicks", {"buttonId": first_choice(answer["payload"]), "customerPhone": PHONE})
    sys.exit("no booking, but " + json.dumps(answer))


print(book(sys.argv[1]))
