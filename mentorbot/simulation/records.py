"""Every figure as JSON, for programs; "never" is null."""

import json
from dataclasses import asdict
from typing import Any

from mentorbot.simulation.figures import NEVER, spreads
from mentorbot.simulation.habits import figure_names
from mentorbot.simulation.history import History
from mentorbot.simulation.running import Plan, Results


def records(plan: Plan, results: Results, history: History | None) -> str:
    return json.dumps(
        {
            "seed": plan.seed,
            "runs": plan.runs,
            "weeks": plan.weeks,
            "habits": {name: getattr(plan.habits, name) for name in figure_names()},
            "read_from_log": sorted(history.read) if history else [],
            "log": _plain(asdict(history.lived)) if history else None,
            "ways": {
                name: {
                    "middle": _plain({figure: spread.middle for figure, spread in spreads(runs).items()}),
                    "runs": [_plain(asdict(run)) for run in runs],
                }
                for name, runs in results.items()
            },
        },
        indent=2,
    )


def _plain(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == NEVER else round(value, 4) for name, value in figures.items()}
