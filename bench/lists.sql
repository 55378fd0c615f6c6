-- Conversations $2 to $3 (numbers) of workspace $1, 20 messages each: see lists.py.
-- Every second one is open: a third of those with the administrator, a third waiting for a
-- person, a third with the assistant. They were active one after the other, a minute apart. Of the
-- open ones every second waits for an answer; every tenth has a priority, every fourth the label,
-- and every twentieth mentions the administrator.
WITH place AS (
  SELECT w.id AS workspace_id, i.id AS inbox_id, i.assistant_id, m.id AS member_id,
    l.id AS label_id
  FROM workspaces w
  JOIN labels l ON l.workspace_id = w.id
  JOIN inboxes i ON i.workspace_id = w.id
  JOIN members m ON m.workspace_id = w.id
  WHERE w.id = $1
  LIMIT 1
), numbers AS (
  SELECT n, to_char(n, 'FM000000000') AS name,
         timestamptz '2026-01-01' + n * interval '1 minute' AS at
  FROM generate_series($2::int, $3::int) n
), contact AS (
  INSERT INTO contacts (id, workspace_id, name, email, attributes, created_at, updated_at)
  SELECT 'con_bench' || name, workspace_id, 'Customer ' || name, name || '@example.com', '{}', at, at
  FROM numbers, place
), identity AS (
  INSERT INTO identities (id, workspace_id, contact_id, inbox_id, external_id, verified, created_at)
  SELECT 'idn_bench' || name, workspace_id, 'con_bench' || name, inbox_id, 'bench' || name, false, at
  FROM numbers, place
), conversation AS (
  INSERT INTO conversations (
    id, workspace_id, inbox_id, contact_id, identity_id, status, assignee_kind, assignee_id,
    last_seq, last_said_seq, episode_seq, answered_seq, created_at, updated_at, last_activity_at,
    last_message_at, last_message_text, last_message_author, waiting_since, priority, label_ids,
    mentioned_ids
  )
  SELECT
    'cnv_bench' || name, workspace_id, inbox_id, 'con_bench' || name, 'idn_bench' || name,
    CASE WHEN n % 2 = 0 THEN 'open' ELSE 'resolved' END,
    CASE n / 2 % 3 WHEN 0 THEN 'member' WHEN 1 THEN 'assistant' END,
    CASE n / 2 % 3 WHEN 0 THEN member_id WHEN 1 THEN assistant_id END,
    20, 20, 0, 20, at, at, at, at, 'Thank you, that helps.', 'contact',
    CASE WHEN n % 4 = 0 THEN at END,
    CASE WHEN n % 10 = 0 THEN 1 + n / 10 % 4 ELSE 0 END,
    CASE WHEN n % 4 = 0 THEN ARRAY[label_id] ELSE '{}' END,
    CASE WHEN n % 20 = 0 THEN ARRAY[member_id] ELSE '{}' END
  FROM numbers, place
)
INSERT INTO entries (
  conversation_id, seq, id, workspace_id, inbox_id, kind, author_kind, author_id, author_name,
  text, attachments, sources, created_at, search
)
SELECT
  'cnv_bench' || name, seq, 'msg_bench' || name || to_char(seq, 'FM00'), workspace_id, inbox_id,
  'message',
  CASE WHEN seq % 2 = 1 THEN 'contact' ELSE 'member' END,
  CASE WHEN seq % 2 = 1 THEN 'con_bench' || name ELSE member_id END,
  CASE WHEN seq % 2 = 1 THEN 'Customer ' || name ELSE 'Administrator' END,
  said, '[]', '[]', at + seq * interval '1 second',
  -- As core/search_terms.py makes them, but for what is special in a number.
  array_to_tsvector(ARRAY(
    SELECT DISTINCT $4::text || word FROM regexp_split_to_table(lower(said), '[^a-z0-9]+') word
    WHERE word <> ''
  ))
FROM numbers, place, generate_series(1, 20) seq, LATERAL (
  SELECT 'My parcel number ' || n * 20 + seq || ' has not arrived, what can I do about order w'
    || n % 1000 || '?' AS said
) message
