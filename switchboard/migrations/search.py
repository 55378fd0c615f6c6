"""Search as functions that row-level security does not slow down.

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

SEARCH_ARTICLES = """
CREATE FUNCTION search_articles(q text, most integer) RETURNS TABLE (article_id text, rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, ts_rank('{0.05, 0.2, 0.5, 1.0}', words, prefix_query(q)) AS fits
  FROM articles
  WHERE workspace_id = current_setting('switchboard.workspace')
    AND words @@ prefix_query(q)
  ORDER BY fits DESC, id DESC
  LIMIT most
$$
"""
"""Articles by their words: the title counts most, then the ways to ask, then the text."""

_PERSON = """to_tsvector('simple', coalesce(p.name, '') || ' ' || coalesce(p.email, '')
          || ' ' || coalesce(p.phone, ''))"""

SEARCH_CONVERSATIONS_BY_PHONE_TOO = f"""
CREATE FUNCTION search_conversations(q text) RETURNS TABLE (conversation_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM (
    SELECT c.id, c.last_activity_at
    FROM contacts p JOIN conversations c ON c.contact_id = p.id
    WHERE p.workspace_id = current_setting('switchboard.workspace')
      AND {_PERSON} @@ prefix_query(q)
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
"""  # noqa: S608 (a constant of ours)

SEARCH_PEOPLE = f"""
CREATE FUNCTION search_people(q text, before text, n integer) RETURNS TABLE (contact_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM contacts p
  WHERE p.workspace_id = current_setting('switchboard.workspace')
    AND {_PERSON} @@ prefix_query(q)
    AND (before IS NULL OR p.id < before)
  ORDER BY p.id DESC
  LIMIT n
$$
"""  # noqa: S608 (a constant of ours)

SEARCH_MESSAGES = """
CREATE FUNCTION search_messages(q text, before text, n integer)
RETURNS TABLE (conversation_id text, seq integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.conversation_id, e.seq FROM entries e
  WHERE e.workspace_id = current_setting('switchboard.workspace')
    AND e.kind <> 'event'
    AND to_tsvector('simple', e.text) @@ prefix_query(q)
    AND (before IS NULL OR e.id < before)
  ORDER BY e.id DESC
  LIMIT n
$$
"""
"""Both newest first: an id begins with its time."""

FIND_PEOPLE = """
CREATE FUNCTION find_people(q tsquery, before text, n integer) RETURNS TABLE (contact_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM contacts
  WHERE workspace_id = current_setting('switchboard.workspace')
    AND search @@ q
    AND (before IS NULL OR id < before)
  ORDER BY id DESC
  LIMIT n
$$
"""

FIND_MESSAGES = """
CREATE FUNCTION find_messages(q tsquery, before text, n integer)
RETURNS TABLE (conversation_id text, seq integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT conversation_id, seq FROM entries
  WHERE workspace_id = current_setting('switchboard.workspace')
    AND search @@ q
    AND (before IS NULL OR id < before)
  ORDER BY id DESC
  LIMIT n
$$
"""

FIND_CONVERSATIONS = """
CREATE FUNCTION find_conversations(q tsquery) RETURNS TABLE (conversation_id text)
LANGUAGE sql STABLE ROWS 100 SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM contacts p JOIN conversations c ON c.contact_id = p.id
  WHERE p.workspace_id = current_setting('switchboard.workspace') AND p.search @@ q
  UNION
  SELECT conversation_id FROM entries
  WHERE workspace_id = current_setting('switchboard.workspace') AND search @@ q
$$
"""
"""All that fit: whatever else is asked of them is asked of all."""
