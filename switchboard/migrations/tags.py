"""Keeps `conversation_tags`: lists of a label, or of whom notes mention, in order of activity.

A conversation carries its labels and whom its notes mention in arrays, which lists show without
another query. But no index of PostgreSQL finds what an array contains in another column's order,
so a trigger repeats them as rows. For a conversation without any it does not run.
"""

INDEX_TAGS = """
CREATE FUNCTION index_conversation_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM conversation_tags
  WHERE conversation_id = NEW.id AND tag <> ALL (NEW.label_ids || NEW.mentioned_ids);
  INSERT INTO conversation_tags (conversation_id, tag, workspace_id, status, last_activity_at)
  SELECT DISTINCT NEW.id, tag, NEW.workspace_id, NEW.status, NEW.last_activity_at
  FROM unnest(NEW.label_ids || NEW.mentioned_ids) tag
  ON CONFLICT (conversation_id, tag) DO UPDATE
  SET status = EXCLUDED.status, last_activity_at = EXCLUDED.last_activity_at;
  RETURN NULL;
END $$
"""

TAGS_OF_NEW = """
CREATE TRIGGER tags_of_new AFTER INSERT ON conversations FOR EACH ROW
WHEN (NEW.label_ids <> '{}' OR NEW.mentioned_ids <> '{}')
EXECUTE FUNCTION index_conversation_tags()
"""

TAGS_OF_CHANGED = """
CREATE TRIGGER tags_of_changed
AFTER UPDATE OF status, last_activity_at, label_ids, mentioned_ids ON conversations FOR EACH ROW
WHEN (
  (NEW.label_ids <> '{}' OR NEW.mentioned_ids <> '{}'
    OR OLD.label_ids <> '{}' OR OLD.mentioned_ids <> '{}')
  AND (OLD.status, OLD.last_activity_at, OLD.label_ids, OLD.mentioned_ids)
    IS DISTINCT FROM (NEW.status, NEW.last_activity_at, NEW.label_ids, NEW.mentioned_ids)
)
EXECUTE FUNCTION index_conversation_tags()
"""
