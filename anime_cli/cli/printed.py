"""Every document that commands print with --json: its shape, its name, and the commands that print it.

Shapes are for the type checker and for schemas; no command loads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.result import Result

if TYPE_CHECKING:
    from anime_cli.cli.results import (
        authoring,
        changes,
        drawing,
        feelings,
        findings,
        history,
        holding,
        knowledge,
        machine,
        merging,
        past,
        people,
        relations,
        scenes,
        sharing,
        starting,
        taste,
        telling,
    )

_VERBS = {
    "scene": ("add", "edit", "move", "rename", "remove"),
    "chapter": ("add", "edit", "move", "rename", "remove"),
    "character": ("add", "edit", "rename", "remove"),
    "place": ("add", "edit", "rename", "remove"),
    "emotion": ("add", "edit", "rename", "remove"),
    "fact": ("add", "edit", "rename", "remove"),
    "item": ("add", "edit", "rename", "remove"),
    "thread": ("add", "edit", "rename", "remove"),
}
"""What can be done to each kind of thing."""

NEW: Result[starting.New] = Result("new", ("new",))
PLOT: Result[starting.Plot] = Result("plot", ("echo plot",))
TOUR: Result[starting.Tour] = Result("tour", ("demo",))

STATUS: Result[history.Status] = Result("status", ("story status",))
LOG: Result[history.Log] = Result("log", ("story log",))
COMMIT: Result[history.ShownCommit] = Result("commit", ("story show",))
COMMITTED: Result[history.Committed] = Result("committed", ("story commit",))
UNDONE: Result[history.Undone] = Result("undone", ("story undo", "story redo"))
BRANCHES: Result[history.Branches] = Result("branches", ("story branch",))
BRANCH: Result[history.Branch] = Result("branch", ("story branch", "story switch"))
BRANCH_DELETED: Result[history.BranchDeleted] = Result("branch-deleted", ("story branch",))
CHECKPOINTS: Result[history.Checkpoints] = Result("checkpoints", ("story checkpoint",))
CHECKPOINT: Result[history.Checkpoint] = Result("checkpoint", ("story checkpoint",))
CHECKPOINT_DELETED: Result[history.Checkpoint] = Result("checkpoint-deleted", ("story checkpoint",))

BLAME: Result[past.Blame] = Result("blame", ("story blame",))
THING_LOG: Result[past.ThingLog] = Result("thing-log", ("story log",))
STORY_GRAPH: Result[past.StoryGraph] = Result("story-graph", ("story graph",))

SYNC: Result[sharing.Sync] = Result("sync", ("story sync",))

DIFF: Result[changes.Diff] = Result("diff", ("story diff",))

MERGE: Result[merging.Merge] = Result("merge", ("story merge",))
REVERT: Result[merging.Replay] = Result("revert", ("story revert",))
PICK: Result[merging.Pick] = Result("pick", ("story pick",))
MERGE_ABORTED: Result[merging.Aborted] = Result("merge-aborted", ("story merge",))
REVERT_ABORTED: Result[merging.Aborted] = Result("revert-aborted", ("story revert",))
PICK_ABORTED: Result[merging.Aborted] = Result("pick-aborted", ("story pick",))
RETURNED: Result[merging.Returned] = Result("returned", ("story revert",))
CONFLICTS: Result[merging.Conflicts] = Result("conflicts", ("story conflicts",))
RESOLVED: Result[merging.Resolved] = Result("resolved", ("story resolve",))
EXPLANATION: Result[merging.Explanation] = Result("explanation", ("story explain",))

CHECK: Result[findings.Check] = Result("check", ("story check",))
CHECK_TURN: Result[findings.CheckTurn] = Result("check-turn", ("story check",))
RULE: Result[findings.Rule] = Result("rule", ("story check",))
WAIVED: Result[findings.Waived] = Result("waived", ("story waive",))

STATS: Result[telling.Stats] = Result("stats", ("story stats",))
BIBLE: Result[telling.Bible] = Result("bible", ("story bible",))
BIBLE_WRITTEN: Result[telling.BibleWritten] = Result("bible-written", ("story bible",))

SCENES: Result[scenes.Scenes] = Result("scenes", ("scene list",))
SCENE: Result[scenes.Scene] = Result("scene", ("scene show",))
CHAPTERS: Result[scenes.Chapters] = Result("chapters", ("chapter list",))
CHAPTER: Result[scenes.Chapter] = Result("chapter", ("chapter show",))
SCRIPT: Result[scenes.Script] = Result("script", ("story read",))
SCENE_SCRIPT: Result[scenes.SceneScript] = Result("scene-script", ("scene write",))
SCENE_WRITTEN: Result[scenes.SceneWritten] = Result("scene-written", ("scene write",))
TIMELINE: Result[scenes.Timeline] = Result("timeline", ("story timeline",))
TIMELINE_PICTURE: Result[scenes.TimelinePicture] = Result("timeline-picture", ("story timeline",))

CHARACTERS: Result[people.Characters] = Result("characters", ("character list",))
CHARACTER: Result[people.Character] = Result("character", ("character show",))
PLACES: Result[people.Places] = Result("places", ("place list",))
PLACE: Result[people.Place] = Result("place", ("place show",))
EVOLUTION: Result[people.Evolution] = Result("evolution", ("character evolve",))
EVOLUTION_APPLIED: Result[people.EvolutionApplied] = Result("evolution-applied", ("character evolve",))

EMOTIONS: Result[feelings.Emotions] = Result("emotions", ("emotion list",))
EMOTION_SET: Result[feelings.EmotionSet] = Result("emotion-set", ("emotion set",))
JOURNEY: Result[feelings.Journeys] = Result("journey", ("emotion journey",))

RELATIONS: Result[relations.Relations] = Result("relations", ("relation show",))
RELATION: Result[relations.Relation] = Result("relation", ("relation show",))
RELATION_GRAPH: Result[relations.RelationGraph] = Result("relation-graph", ("relation graph",))
RELATION_DIFF: Result[relations.RelationDiff] = Result("relation-diff", ("relation diff",))
RELATION_SET: Result[relations.RelationSet] = Result("relation-set", ("relation set",))
INTERACTION: Result[relations.Interaction] = Result("interaction", ("relation interact",))

FACTS: Result[knowledge.Facts] = Result("facts", ("fact list",))
KNOWS: Result[knowledge.Knows] = Result("knows", ("fact knows",))
ITEMS: Result[holding.Items] = Result("items", ("item list",))
ITEM: Result[holding.Item] = Result("item", ("item show",))
THREADS: Result[knowledge.Threads] = Result("threads", ("thread list",))

AUTHORED: Result[authoring.Authored] = Result(
    "authored", tuple(f"{kind} {verb}" for kind, verbs in _VERBS.items() for verb in verbs)
)

PLAN: Result[drawing.Plan] = Result("plan", ("render plan", "render run"))
RENDER: Result[drawing.Drawn] = Result("render", ("render run",))
SHEET: Result[drawing.Sheet] = Result("sheet", ("render sheet",))

RATINGS: Result[taste.Ratings] = Result("ratings", ("taste show",))
RATED: Result[taste.Rated] = Result("rated", ("taste rate",))
RATINGS_WITHDRAWN: Result[taste.RatingsWithdrawn] = Result("ratings-withdrawn", ("taste forget",))

ERROR: Result[machine.Error] = Result("error", ())
SETTINGS: Result[machine.Settings] = Result("settings", ("config list",))
SETTING: Result[machine.Setting] = Result("setting", ("config get",))
SETTING_CHANGED: Result[machine.SettingChanged] = Result("setting-changed", ("config set",))
ENGINES: Result[machine.Engines] = Result("engines", ("engines list",))
DOCTOR: Result[machine.Doctor] = Result("doctor", ("doctor",))
SETUP: Result[machine.SetUp] = Result("setup", ("story setup",))
CLONED: Result[machine.Cloned] = Result("cloned", ("story clone",))
TOPICS: Result[machine.Topics] = Result("topics", ("help",))
TOPIC: Result[machine.Topic] = Result("topic", ("help",))
FORMATTED: Result[machine.Formatted] = Result("formatted", ("story fmt",))
MIGRATED: Result[machine.Migrated] = Result("migrated", ("story migrate",))
SCHEMAS: Result[machine.Schemas] = Result("schemas", ("story schema",))
