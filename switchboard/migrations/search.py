"""Search over conversations, as a function that row-level security does not slow down.

PostgreSQL does not use an index for an operator that is not leak-proof (word search is not)
while a policy applies. The function runs as its owner, whom no policy binds, and asks for the
session's workspace itself. Words match by their beginning, as people search while they type.
"""

PREFIX_QUERY = """
CREATE FUNCTION prefix_query(q text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' & '))
  FROM unnest(tsvector_to_array(to_tsvector('simple', q))) word
$$
"""

SEARCH_CONVERSATIONS = """
CREATE FUNCTION search_conversations(q text) RETURNS TABLE (conversation_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM (
    SELECT c.id, c.last_activity_at
    FROM contacts p JOIN conversations c ON c.contact_id = p.id
    WHERE p.workspace_id = current_setting('switchboard.workspace')
      AND to_tsvector('simple', coalesce(p.name, '') || ' ' || coalesce(p.email, ''))
          @@ prefix_query(q)
    UNION
    SELECT c.id, c.last_activity_at
    FROM entries e JOIN conversations c ON c.id = e.conversation_id
    WHERE e.workspace_id = current_setting('switchboard.workspace')
      AND e.kind <> 'event'
      AND to_tsvector('simple', e.text) @@ prefix_query(q)
  ) found
  ORDER BY last_activity_at DESC
  LIMIT 500
$$
"""
