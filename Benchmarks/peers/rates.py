"""What the peers share: the job's constants, and the form in which results are compared."""
import argparse
from pathlib import Path

DAY = 86_400
EPOCH_FROM = 1_767_225_600      # 2026-01-01, where the coverage begins
EPOCH_TO = 1_782_864_000        # 2026-07-01, where it ends
HEADLINE_DAYS = 7
SHARED_ID_MAX = 30
SHARED_ID_SPAN = 30 * DAY
TOO_FEW = 5                     # below it no rate is given

COLUMNS = ["measure", "window_days", "match", "group_by", "group", "period", "n", "x", "rate",
           "unsettled", "first_unknown", "unidentified"]
WHOLE_COLUMNS = ["measure", "window_days", "match", "group_by", "group", "period", "n", "x", "rate", "lo", "hi",
                 "km", "unsettled", "first_unknown", "unidentified", "people"]

# The exports' columns in their order; every peer declares their types and reads those it needs.
CONTACTS = ["contact_id", "started_at", "ended_at", "customer_id", "case_id", "channel", "direction",
            "queue", "call_type", "line_of_business", "agent_id", "outcome", "resolved", "handle_s",
            "updated_at", "notes"]
RESPONSES = ["response_id", "instrument", "item", "value", "scale_min", "scale_max", "asked_at",
             "answered_at", "contact_id"]
CHANNELS = ["voice", "chat", "email", "message", "video", "task"]
DIRECTIONS = ["inbound", "outbound", "internal"]
OUTCOMES = ["handled", "abandoned", "voicemail", "self_served", "missed"]
JOINED = ["voice", "chat", "video"]     # joined with others that overlap them


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, help="the folder of exports")
    parser.add_argument("result", type=Path, help="the CSV file to write")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()
