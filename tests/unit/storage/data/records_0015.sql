BEGIN TRANSACTION;
CREATE TABLE actions (
	id VARCHAR(36) NOT NULL, 
	event TEXT NOT NULL, 
	text TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	is_done BOOLEAN NOT NULL, 
	due_on DATE, history TEXT DEFAULT '[]' NOT NULL, asked_on DATE, 
	CONSTRAINT pk_actions PRIMARY KEY (id), 
	CONSTRAINT fk_actions_event_events FOREIGN KEY(event) REFERENCES events (name)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0015');
CREATE TABLE answers (
	session_id VARCHAR(36) NOT NULL, 
	question VARCHAR(64) NOT NULL, 
	run VARCHAR(16) NOT NULL, 
	number INTEGER, 
	is_skipped BOOLEAN NOT NULL, 
	CONSTRAINT pk_answers PRIMARY KEY (session_id, question, run), 
	CONSTRAINT fk_answers_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','capable-now','',4,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','capable-then','',4,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','confidence-now','',4,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','confidence-then','',2,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','ease','barrier',1,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','ease','helped',4,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','effort','barrier',80,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','effort','helped',25,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','frustration','barrier',45,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','frustration','helped',40,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','pity-now','',4,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','pity-then','',3,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','umux-capable','helped',6,0);
INSERT INTO "answers" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','umux-easy','helped',5,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','capable-now','',2,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','capable-then','',3,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','confidence-now','',2,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','confidence-then','',2,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','ease','barrier',2,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','ease','helped',7,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','effort','barrier',100,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','effort','helped',15,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','frustration','barrier',100,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','frustration','helped',40,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','pity-now','',5,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','pity-then','',4,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','umux-capable','helped',6,0);
INSERT INTO "answers" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','umux-easy','helped',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-now','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-then','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-now','',6,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-then','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','barrier',3,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','helped',7,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','barrier',65,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','helped',35,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','barrier',65,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','helped',45,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-now','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-then','',4,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-capable','helped',NULL,1);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-easy','helped',6,0);
CREATE TABLE board_marks (
	id VARCHAR(36) NOT NULL, 
	event TEXT NOT NULL, 
	point VARCHAR(80) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	role TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_board_marks PRIMARY KEY (id), 
	CONSTRAINT fk_board_marks_event_events FOREIGN KEY(event) REFERENCES events (name)
);
CREATE TABLE "comments" (
	id VARCHAR(36) NOT NULL, 
	event TEXT NOT NULL, 
	station TEXT NOT NULL, 
	question VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	redacted_text TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	theme TEXT NOT NULL, 
	tags TEXT NOT NULL, 
	history TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_comments PRIMARY KEY (id), 
	CONSTRAINT fk_comments_event_events FOREIGN KEY(event) REFERENCES events (name)
)
 WITHOUT ROWID

;
INSERT INTO "comments" VALUES('17a95ccb-b370-4802-bccf-ae0dee0b7995','User Research Week','station-1','change-should','Give every field a label that can be seen.','','waiting','','[]','[]');
CREATE TABLE events (
	name TEXT NOT NULL, 
	held_on DATE NOT NULL, 
	keep_until DATE NOT NULL, 
	k INTEGER NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	stations TEXT NOT NULL, 
	ethics TEXT NOT NULL, place TEXT DEFAULT '' NOT NULL, run_by TEXT DEFAULT '' NOT NULL, roles TEXT DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (name)
);
INSERT INTO "events" VALUES('User Research Week','2026-03-02','2026-05-31',5,'en','[]','[]','','','{}');
CREATE TABLE met (
	session_id VARCHAR(36) NOT NULL, 
	barrier TEXT NOT NULL, 
	event TEXT NOT NULL, 
	CONSTRAINT pk_met PRIMARY KEY (session_id, barrier), 
	CONSTRAINT fk_met_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "met" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','low-contrast','User Research Week');
INSERT INTO "met" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','no-reflow','User Research Week');
INSERT INTO "met" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','placeholder-label','User Research Week');
INSERT INTO "met" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','keyboard-trap','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','timeout','User Research Week');
CREATE TABLE outbox (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR(16) NOT NULL, 
	item_id VARCHAR(36) NOT NULL
);
INSERT INTO "outbox" VALUES(1,'session','c386bbc4-cd61-4e30-98f1-6adf91b7584a');
INSERT INTO "outbox" VALUES(2,'session','60a7a7b7-eaf5-4033-a5cd-95e71cf3d179');
INSERT INTO "outbox" VALUES(3,'session','7875e73f-9958-40fb-9e20-90807fae9d40');
CREATE TABLE pairings (
	session_id VARCHAR(36) NOT NULL, 
	salt VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_pairings PRIMARY KEY (session_id), 
	CONSTRAINT fk_pairings_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE quarantine (
	item_id VARCHAR(36) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_quarantine PRIMARY KEY (item_id, hash)
);
CREATE TABLE receipts (
	number INTEGER NOT NULL, 
	event TEXT NOT NULL, 
	purged_on DATE NOT NULL, 
	sessions INTEGER NOT NULL, 
	runs INTEGER NOT NULL, 
	facts INTEGER NOT NULL, 
	comments INTEGER NOT NULL, files TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_receipts PRIMARY KEY (number)
);
CREATE TABLE results (
	session_id VARCHAR(36) NOT NULL, 
	event TEXT NOT NULL, 
	persona TEXT NOT NULL, 
	run_order TEXT NOT NULL, 
	ease_before INTEGER, 
	ease_after INTEGER, 
	effort_before INTEGER, 
	effort_after INTEGER, 
	frustration_before INTEGER, 
	frustration_after INTEGER, 
	confidence_before INTEGER, 
	confidence_after INTEGER, 
	pity_before INTEGER, 
	pity_after INTEGER, 
	capable_before INTEGER, 
	capable_after INTEGER, 
	seconds_before FLOAT, 
	seconds_after FLOAT, 
	first_field_keys_before INTEGER, 
	first_field_keys_after INTEGER, 
	keys_lost_before INTEGER, 
	keys_lost_after INTEGER, 
	outcome_before VARCHAR(16), 
	outcome_after VARCHAR(16), 
	zoom_chosen FLOAT, 
	usefulness FLOAT, 
	runs INTEGER NOT NULL, 
	facts INTEGER NOT NULL, zoom_comfort_from FLOAT, zoom_comfort_to FLOAT, first_field_seconds_before FLOAT, first_field_seconds_after FLOAT, first_page_seconds_before FLOAT, first_page_seconds_after FLOAT, mode VARCHAR(16) DEFAULT 'simulation' NOT NULL, anxiety_before INTEGER, anxiety_after INTEGER, contact INTEGER, 
	CONSTRAINT pk_results PRIMARY KEY (session_id), 
	CONSTRAINT fk_results_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "results" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','christopher','barrier, helped',3,7,65,35,65,45,5,6,4,5,5,5,49.482,30.112,11,3,8,5,'completed','completed',NULL,NULL,2,200,NULL,NULL,7.599,2.021,14.687,6.336,'simulation',NULL,NULL,NULL);
INSERT INTO "results" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','User Research Week','claudia','barrier, helped',1,4,80,25,45,40,2,4,3,4,4,4,48.773,32.216,25,3,8,2,'completed','completed',3.0,75.0,2,200,2.6,3.0,15.748,2.183,23.549,7.481,'simulation',NULL,NULL,NULL);
INSERT INTO "results" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40','User Research Week','christopher','barrier, helped',2,7,100,15,100,40,2,2,4,5,3,2,NULL,31.362,13,2,9,2,'gave-up','completed',NULL,75.0,2,200,NULL,NULL,9.161,0.973,15.409,6.804,'simulation',NULL,NULL,NULL);
CREATE TABLE runs (
	session_id VARCHAR(36) NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	task TEXT NOT NULL, 
	form TEXT NOT NULL, 
	condition TEXT NOT NULL, 
	outcome VARCHAR(16), 
	seconds FLOAT, 
	keys INTEGER, 
	keys_lost INTEGER, 
	corrections INTEGER, 
	pointer_blocked INTEGER, 
	keys_to_first_field INTEGER, 
	errors_met INTEGER, 
	zoom FLOAT, 
	score TEXT, zoom_longest FLOAT, 
	CONSTRAINT pk_runs PRIMARY KEY (session_id, position), 
	CONSTRAINT fk_runs_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "runs" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179',1,'barrier','missed-bin','barrier-a','{"barriers":["low-contrast","no-reflow","placeholder-label","colour-only-error"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7},{"depth_db":9,"kind":"field-loss","map":"binocular-moderate"}],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','completed',48.773,89,8,6,0,25,0,1.0,'{"barriers_met":["low-contrast","no-reflow","placeholder-label"],"field_seconds":{"address-line-1":9.658,"bin-kind":4.246,"full-name":9.874,"postcode":9.247},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"bin-kind","outcome":"completed","position":1,"rereads":0,"returns":0,"seconds_on_first_page":23.549,"seconds_to_first_field":15.748,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[{"kind":"zoom"},{"kind":"focus-ring"}],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7},{"depth_db":9,"kind":"field-loss","map":"binocular-moderate"}],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',32.216,90,2,5,0,3,0,3.0,'{"barriers_met":[],"field_seconds":{"address-line-1":6.277,"bin-kind":5.545,"full-name":7.201,"missed-on":4.476,"postcode":6.534},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"missed-on","outcome":"completed","position":2,"rereads":0,"returns":0,"seconds_on_first_page":7.481,"seconds_to_first_field":2.183,"stuck":0,"submits":0}',3.0);
INSERT INTO "runs" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"pointer-block"},{"accept_ms":70,"kind":"hold"},{"kind":"drop","probability":0.05},{"gap_ms":45,"kind":"bounce","probability":0.08}],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','gave-up',47.558,89,9,2,0,13,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring"],"field_seconds":{"address-line-1":8.415,"bin-kind":10.386,"full-name":9.089,"missed-on":0.405,"postcode":10.102},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"missed-on","outcome":"gave-up","position":1,"rereads":0,"returns":0,"seconds_on_first_page":15.409,"seconds_to_first_field":9.161,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"pointer-block"},{"accept_ms":70,"kind":"hold"},{"kind":"drop","probability":0.05},{"gap_ms":45,"kind":"bounce","probability":0.08}],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',31.362,91,2,8,0,2,0,1.0,'{"barriers_met":[],"field_seconds":{"address-line-1":5.64,"bin-kind":6.896,"full-name":6.915,"missed-on":4.868,"postcode":6.07},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"missed-on","outcome":"completed","position":2,"rereads":0,"returns":0,"seconds_on_first_page":6.804,"seconds_to_first_field":0.973,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"pointer-block"},{"accept_ms":70,"kind":"hold"},{"kind":"drop","probability":0.05},{"gap_ms":45,"kind":"bounce","probability":0.08}],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','completed',49.482,87,8,5,0,11,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"field_seconds":{"address-line-1":10.782,"bin-kind":11.666,"full-name":9.524,"missed-on":0.231,"postcode":9.68},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"missed-on","outcome":"completed","position":1,"rereads":0,"returns":0,"seconds_on_first_page":14.687,"seconds_to_first_field":7.599,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"pointer-block"},{"accept_ms":70,"kind":"hold"},{"kind":"drop","probability":0.05},{"gap_ms":45,"kind":"bounce","probability":0.08}],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',30.112,91,5,3,0,3,0,1.0,'{"barriers_met":[],"field_seconds":{"address-line-1":5.294,"bin-kind":6.121,"full-name":6.123,"missed-on":3.676,"postcode":6.877},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"missed-on","outcome":"completed","position":2,"rereads":0,"returns":0,"seconds_on_first_page":6.336,"seconds_to_first_field":2.021,"stuck":0,"submits":0}',1.0);
CREATE TABLE sessions (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(36) NOT NULL, 
	event TEXT NOT NULL, 
	station TEXT NOT NULL, 
	persona TEXT NOT NULL, 
	started_on DATE NOT NULL, 
	app_version TEXT NOT NULL, 
	seed TEXT NOT NULL, 
	ending VARCHAR(16) NOT NULL, 
	hash VARCHAR(64), station_name TEXT DEFAULT '' NOT NULL, host VARCHAR(3) DEFAULT '' NOT NULL, mode VARCHAR(16) DEFAULT 'simulation' NOT NULL, is_assigned BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_sessions_event_events FOREIGN KEY(event) REFERENCES events (name), 
	UNIQUE (id)
);
INSERT INTO "sessions" VALUES(1,'c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','b1d2a0f813cc0b7ce56b5b7aa6ce2dbc3e6e6d107342107d95643c026d5c663b','','','simulation',0);
INSERT INTO "sessions" VALUES(2,'60a7a7b7-eaf5-4033-a5cd-95e71cf3d179','User Research Week','station-1','claudia','2026-03-02','0.1.0','1','finished','063e40d540de5bd18f1512aff56824b033b900143b55453cea01a20014ef69c3','','','simulation',0);
INSERT INTO "sessions" VALUES(3,'7875e73f-9958-40fb-9e20-90807fae9d40','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','40ec39f84a227a150e154ebbdad80ce0b43b7d0c2f669fea87becaaa42b33520','','','simulation',0);
CREATE TABLE streams (
	session_id VARCHAR(36) NOT NULL, 
	facts INTEGER NOT NULL, 
	block BLOB NOT NULL, 
	CONSTRAINT pk_streams PRIMARY KEY (session_id), 
	CONSTRAINT fk_streams_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "streams" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',200,X'789CED58ED6EDB38107C17FD5E05E2A7C8BE4A1C148AC5244264D190E816C1A1EF7EB3B47B77689B3BF7DC0FDB21604BA2C8D99D9D5DAD65DEDE5A49C236A43DBEC2919096BCD6A45B454E18D2CE923382BC6F491943C6926A7089154E90948614CEC663018616B36CC03A4C35A494A216D71A4EA4D4E431D60AD7ADA3563424E0D04976E649C08151827463A8350D5929C98088842B695B724C80E75A106A1B3246936D3419ACE3350E3E0CA828EBB1DE900479A72D7CE30C6E9E7D352ADF130DB83612FC405DEC43101AF7E00FB1228A1627E7645E6D30B6C2C312CE0D16B5E41B0F309C3887EB86BC91D9810551E50C1484920A50C03D080AA86B1B0BACCB2AB3104EB09498C35908260CD1405072700A5F0F61208E4090C271765AAC53F02B912D0888D83461B1B660DEB65011E9714C0AE400E674E5C530A6A096522D4928CB6BF23CE08A8DB282504F4129A5911538959C1190D3CCC520168521F8B17F83186112165872CF5101C4E97748AF431A1D9863C80170BD78805B6456B12F28CED7A80009DE86AB04BC158B21900508A0515F523998463CC8B8810DC96508DF3819B7A7AC1A362BB3265AB279E88842CCF98125B3978CEB8E05F2F6208ECDA91786D5E512C36D240B5563DD1DDD56F36EBA595237A7D057546DBBC770B33CC58F1306CFE1E5C4E37D37CF43986F36217DD7E86108637FF310D7BB25D33A9DC9D7C7A342FD1544FEFD5818BCC6802B374C7DBEF35D555CAAAB30F8650CFEAE52EEB6873687FBC77C361194EA388D2FF5FD2EA5C8B534C53A53ADE7617AC4380D9B107769EFEF3E76735FA7B9DB725CBB71ACA76E138EF4F6CD4FD7F77358967A1CA6508B532C6DE392D6B13F89CDFD30D5CFC3D49F6263332CC8739DC5ACE81F19790AE3367C69BA88788C88C77C0EF2F253F0C7AA5AC7298529ADAA77AB6A55D1AA624679744848BEB90DF312A76EC1C4ED1D8FE332A4214E180B0C53B73C67CC810E22CBB0F4912FDE4DC8DD2778863B6EC779E54BDCCD751F52378CB07A985D8FDDB2E4E9A9FB303C767B1730D48771F810E6973C771884BEE00AEE7FE0BE755855C3F2FE21CE9BF7F95708B834EFC2576ED64FDDDCADD3E1A9389A5D8115D86F81CD71BB3DDDD75F4D7B1DC731ACF74FD9D5477D544308FD907E1A830B10E9C260AFA4EB6CF815D8E5D4F0EF7A617835E8CBED45055660D70A3BC3FF15E7FE2B78EEFC0AECFA6057F62A1177691D379FFFB56DB663483CFBC5D6DD671FAFEE01EEF70AFF6B0B50BEC12DC0336CEBA5DB5EC4C37ECDB09FBA53748EFF6FAEA70D1458811558E917E56DE3B261D7FB6E73BD91953651600556606FA55FBCA14E5E603F0A76D496A6FC54DDDDFD091422D26F');
INSERT INTO "streams" VALUES('60a7a7b7-eaf5-4033-a5cd-95e71cf3d179',200,X'789CED58ED6EDB38107C17FF5E1BE237955789834291E844882C1A92DC203DF4DD6F96767B40AF6D9C266DAD9880BF28EE0C67675794ACEB6B290D09A549094DCE96E45D495229328524634A72A524A525E9B220E370DC7AD2126FADC95A4BCE0BC4E0BB54644B4D4690759ABC74E49520292479AB4917607024AC21AD3CA9C40A466949158EB4C50A5E51597AB260945A917282BC474C0145C581C67970680F9C21651D5903150270D0E0A7F418BA82AC54E49C01B420011AA51D9233A027A3384F2A7971856F88F12095854D630952610E0C12E994CC8EB58C232531444A1E6E08079D0574140A4E9087395E821C9909430E33AA801C440963C8F29A0843D2C6B35AD80DA06775D2279512AAA5E72CD8660DA310278B6494812665B11034097C0B5D82C3C02498AAC0A11C62A01F262A79288F6233510DA4AA4A91A684C79B7D0754094B5A70B5B12AD811A661B362C15028C0A60D33E3B7425E680C69502207356097CA1C14C357999C924935CF19C4B1E59C0B0638C8690926413AF052A348021DA3535BA0F6500BAF242B022ED17014266D32DD1826E06641B06675EC491287464556CA730FE36DB8E12007A5E74CB0A8F6E051485CB16A78E4B84A9CB14930AE83827F30E386AE17C3BE5F8D53354CA159D06257DD85D5781F1F7B0C1EC2D3197EDE56C3D08661B50DD333A34D1BBA66B589F57E4CC9FD0E352719F62784FCFC73FE0AB84F43DF24EC8B7AF6538CDB557D5FF577293A374556F00714FCD7AEBCC91EF7251C7FDB57171F9775ECA7A11A79C3EBE372081B1CE41EECAA3ADCC7AE09C3B2AB6E43C7C9EEBB6ED957DBF09A35ABA619C2382EBBB60F4BF11AA65D1CA73A36AF5273DBF6CB87B66F7E16F2D5FCFBD0EDC277422FD397675FDB76C449B18CFD89F1477BB9E1FF592FB82F433FAD1757EBC57A41EB05CB49A36341D2C15D18C6D8572326AE6F781CC7766A638FB1C070AAC68784396A415A09363DF28FAB1E85FB8C95B11CEFB929F229EE876513A6AAEDC07A9CADBB6A1CD3745F7D6CEFAAC312206A42D77E0CC3539A3B0E429371199771199771AFC27DF3B15EB4E3874D1CB61FD25D1720D3B00FFF5B01F7EA43554FC70BC4C9C266010B4D3B7D0731C4DDEE25F1BF28EC87CB9C8F773390F856B0AF772C75ECBA501F4EA93925F08BB08BDF04326C9EB0B7DD8C332C6F151777CDBB04435E7A8F970DFCED5B44DEB9FF56E79CEA7CDC4F75DC7EB91FDEEEBA30F1EC374F04BFD0FFF0D1E2E111E4734F16E5053E59DCA07811C5BB52ABE2DD5D5DF3F99D616F07CB7FCCE7BE1F645886BD13D8795EDA66B655FCADBBDA73F422C3E6099BE37FFA996D13199661EF1F769E17AFBC5564D83CCE8B931E55CACF8B9B9B7F016A9FD766');
INSERT INTO "streams" VALUES('7875e73f-9958-40fb-9e20-90807fae9d40',200,X'789CED58ED6EDB38107C17FD5E05E2B7D457898342919844882C1A129D2238F4DD6F9676AF697BB97311D7B51B0292CCAFD99D9D5DD136AFAF8551242BDCC290959A8C7364B425A72CD555438D9664AD2385BB5135C906FDBA22A71B52A226815BA16FB4216D25D54E60CC927515598C09A349D6E80B47CE49B435DAA4454512AE5C4DC638121AA358D5B886B463264057F00A8F061E0558F0B8A90519A1C961CCD48E6AB0873561E188A7A521E514891A66404AC0BCB0354C6B521862BE0A08B686D8984A23102AA256A4E0CF551C1918C358232535003BA7A1C28E9704B2863389F5706F0CFB6C52908D8638559D02749504C58A6A894811B4152C049C6B414DA3C80905D3C08184605121AE541529448AC8584FC5D38D4E2E2029A7C4401C5359D2126D08042E069C85B5A4988856A41502053105870A5910ECD8E11399E13161210EC849A8C0316A38651296B5AA92BC9A2D23F9126306CB14DA4AC28D42D8504B417221C4AECFEB79AD662D1ACC23AB8AD94164CE1C33412C559D18EC13281107F493926F8DAAC1A782309617889461A680C59055830297179719BAA641D9E1E6268455C88DE51CC0678DB0A031978582B364C8C039BC594E8B4C545911857A37D056A23E51211219D0A6BAA1EB62DE4E574B6CE7E8FB828A4D7BEFAF9687F06942E7D13F1FF179DBCEF3E0E7ABB58F3FF4EE063FF65777A1DB2E89C6713DEF9E0785760A22FFFDCC0C5E63C095EAA73E8D1C58B5B9AE32831333F85AA5BCBBEEB7398C1F7EAD03E895611A9FCBDB6D8C81EB6A0A65A25DCEC374CF916CC7B19CDAB5FF29CBDF5D6DDFCF7E59CA71987C29DE62691396D885FE4D6C6E87A97C1CA6FE2D36D6C382CC9649B2825EA8FFE0C78DFFC67456F010050FBCF6F272C5FFB52ABA30453FC555F16155AC0A5A154C2AF5F60949831B3F2F616A174C5CDF703F2C431CC284BE4037B6CB63C2EC1921B8048B9FB8F16142FA3EC333DCF1069C563E87ED5CF63EB6C308ABFBD96E6C97254D4FEDD370DFEE5CC050EFC7E1C9CFCF696EDFF17DC665DC05E0BE3E56C5B07CBC0BF3FA63FA76C3EA386FFD0FC6BB87766EBBB87FF70EE694619709F3FD10FF053187CDE654EC5EF5F50AB76389F0CFD74117C6D177BBF7E932B3F853B0376F03A72C8E3F199675CCB03387FDAE9F0CF9D5C83B53869D35ECBB1A791F7F2E2EE0C5B8008A19F6BE61C7DF2BC2367661BDFB3B77DF3EF972BBD99D1DBE382BFCE2E1D543C7DDE1E4FF9D39CA0B3E737C1F9BF4F161BFF824E237F03BF7884E01CB0740F94F5D866558869DE36E916119766EB0FC0D96778B73F9057F11616535B21AA7DB20FE28A1DE072CA7ECDBC34B3436A38F5F8E215F1C3B7E2E6E6EFE0693ABE3E6');
CREATE TABLE tallies (
	event TEXT NOT NULL, 
	name VARCHAR(32) NOT NULL, 
	persona TEXT NOT NULL, 
	first TEXT NOT NULL, 
	second TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	CONSTRAINT pk_tallies PRIMARY KEY (event, name, persona, first, second)
)
 WITHOUT ROWID

;
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','keyboard-trap','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','mouse-only-button','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','mouse-only-button','gave-up',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','no-focus-ring','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','no-focus-ring','gave-up',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','timeout','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','low-contrast','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','no-reflow','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','placeholder-label','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','3','2',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','5','5',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','claudia','4','4',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','2','2',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','5','6',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','claudia','2','4',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','2','7',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','3','7',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','claudia','1','4',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','christopher','100','15',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','christopher','65','35',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','claudia','80','25',1);
INSERT INTO "tallies" VALUES('User Research Week','facts','','','',600);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','christopher','11','3',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','christopher','13','2',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','claudia','25','3',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-seconds','christopher','8','2',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-seconds','christopher','9','1',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-seconds','claudia','16','2',1);
INSERT INTO "tallies" VALUES('User Research Week','first-page-seconds','christopher','15','5',2);
INSERT INTO "tallies" VALUES('User Research Week','first-page-seconds','claudia','25','5',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','100','40',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','65','45',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','claudia','45','40',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','christopher','8','5',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','christopher','9','2',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','claudia','8','2',1);
INSERT INTO "tallies" VALUES('User Research Week','order','','barrier, helped','',3);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','christopher','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','christopher','gave-up','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','claudia','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','christopher','completed','',2);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','claudia','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','people','christopher','','',2);
INSERT INTO "tallies" VALUES('User Research Week','people','claudia','','',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','christopher','4','5',2);
INSERT INTO "tallies" VALUES('User Research Week','pity','claudia','3','4',1);
INSERT INTO "tallies" VALUES('User Research Week','runs','','','',6);
INSERT INTO "tallies" VALUES('User Research Week','seconds','christopher','50','30',1);
INSERT INTO "tallies" VALUES('User Research Week','seconds','claudia','50','30',1);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','75','',2);
INSERT INTO "tallies" VALUES('User Research Week','zoom','claudia','3','2.6 3',1);
CREATE TABLE tombstones (
	item_id VARCHAR(36) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_tombstones PRIMARY KEY (item_id)
);
CREATE UNIQUE INDEX ix_outbox_kind_item_id ON outbox (kind, item_id);
CREATE INDEX ix_actions_event ON actions (event);
CREATE INDEX ix_sessions_ending ON sessions (ending);
CREATE INDEX ix_sessions_event_ending ON sessions (event, ending);
CREATE INDEX ix_results_event ON results (event);
CREATE INDEX ix_comments_event_state ON comments (event, state);
CREATE INDEX ix_board_marks_event ON board_marks (event);
CREATE INDEX ix_sessions_event_station_name_host ON sessions (event, station_name, host);
CREATE INDEX ix_pairings_digest ON pairings (digest);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',3);
INSERT INTO "sqlite_sequence" VALUES('sessions',3);
COMMIT;
