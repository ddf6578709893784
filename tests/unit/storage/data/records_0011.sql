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
INSERT INTO "alembic_version" VALUES('0011');
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
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-now','',4,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-then','',3,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-now','',7,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-then','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','barrier',2,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','helped',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','barrier',85,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','helped',40,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','barrier',85,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','helped',40,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-now','',4,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-then','',3,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-capable','helped',6,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-easy','helped',7,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','capable-now','',2,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','capable-then','',2,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','confidence-now','',4,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','confidence-then','',3,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','ease','barrier',1,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','ease','helped',NULL,1);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','effort','barrier',55,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','effort','helped',35,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','frustration','barrier',NULL,1);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','frustration','helped',15,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','pity-now','',3,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','pity-then','',2,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','umux-capable','helped',7,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','umux-easy','helped',5,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','capable-now','',3,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','capable-then','',3,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','confidence-now','',3,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','confidence-then','',3,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','ease','barrier',2,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','ease','helped',5,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','effort','barrier',90,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','effort','helped',NULL,1);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','frustration','barrier',60,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','frustration','helped',5,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','pity-now','',5,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','pity-then','',4,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','umux-capable','helped',7,0);
INSERT INTO "answers" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','umux-easy','helped',5,0);
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
INSERT INTO "comments" VALUES('0941b0a7-8a9b-4705-b619-7bda3bd59e24','User Research Week','station-1','what-like','Once the labels were there it took half the time.','','waiting','','[]','[]');
INSERT INTO "comments" VALUES('c93a5843-f0aa-4f75-b487-06a66c13aa70','User Research Week','station-1','change-should','Test our own form with the keyboard before every release.','','waiting','','[]','[]');
CREATE TABLE events (
	name TEXT NOT NULL, 
	held_on DATE NOT NULL, 
	keep_until DATE NOT NULL, 
	k INTEGER NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	stations TEXT NOT NULL, 
	ethics TEXT NOT NULL, place TEXT DEFAULT '' NOT NULL, run_by TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (name)
);
INSERT INTO "events" VALUES('User Research Week','2026-03-02','2027-03-02',5,'en','["station-1", "station-2"]','[["proportionate", true, "Two runs and a few questions are enough to learn where our form hurts."], ["secure", true, "No names, random ids, one laptop with an encrypted disk."], ["robust", true, "The same task and order for everybody; the lab and its models are open."], ["responsible", true, "Reported with its limits, and never as what disabled people live through."]]','','');
CREATE TABLE met (
	session_id VARCHAR(36) NOT NULL, 
	barrier TEXT NOT NULL, 
	event TEXT NOT NULL, 
	CONSTRAINT pk_met PRIMARY KEY (session_id, barrier), 
	CONSTRAINT fk_met_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','keyboard-trap','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','timeout','User Research Week');
INSERT INTO "met" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','low-contrast','User Research Week');
INSERT INTO "met" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','no-reflow','User Research Week');
INSERT INTO "met" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','placeholder-label','User Research Week');
INSERT INTO "met" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','low-contrast','User Research Week');
INSERT INTO "met" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','no-reflow','User Research Week');
INSERT INTO "met" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','placeholder-label','User Research Week');
CREATE TABLE outbox (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR(16) NOT NULL, 
	item_id VARCHAR(36) NOT NULL
);
INSERT INTO "outbox" VALUES(1,'session','c386bbc4-cd61-4e30-98f1-6adf91b7584a');
INSERT INTO "outbox" VALUES(2,'session','f0e642f4-3328-4d08-8ded-3c9691eb79fa');
INSERT INTO "outbox" VALUES(3,'session','ea190b2a-5806-4a9d-8c31-406deea3d685');
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
	comments INTEGER NOT NULL, 
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
	facts INTEGER NOT NULL, zoom_comfort_from FLOAT, zoom_comfort_to FLOAT, first_field_seconds_before FLOAT, first_field_seconds_after FLOAT, first_page_seconds_before FLOAT, first_page_seconds_after FLOAT, 
	CONSTRAINT pk_results PRIMARY KEY (session_id), 
	CONSTRAINT fk_results_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "results" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','christopher','barrier, helped',2,5,85,40,85,40,5,7,3,4,3,4,8.079,7.426,11,1,0,0,'completed','completed',NULL,9.16666666666666714053e+01,2,40,NULL,NULL,7.599,1.135,NULL,7.116);
INSERT INTO "results" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','User Research Week','claudia','barrier, helped',1,NULL,55,35,NULL,15,3,4,2,3,2,2,NULL,6.953,NULL,4,0,1,'gave-up','completed',4.0,8.33333333333333285946e+01,2,51,2.6,3.0,NULL,2.695,NULL,NULL);
INSERT INTO "results" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa','User Research Week','claudia','barrier, helped',2,5,90,NULL,60,5,3,3,4,5,3,3,NULL,5.66,NULL,4,0,0,'timed-out','completed',3.0,8.33333333333333285946e+01,2,49,2.6,3.0,NULL,2.368,NULL,NULL);
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
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','completed',8.079,12,0,0,0,11,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"field_seconds":{"full-name":0.48},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"full-name","outcome":"completed","position":1,"rereads":0,"returns":0,"seconds_on_first_page":null,"seconds_to_first_field":7.599,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',7.426,15,0,1,0,1,0,1.0,'{"barriers_met":[],"field_seconds":{"full-name":6.291},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"seconds_on_first_page":7.116,"seconds_to_first_field":1.135,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685',1,'barrier','missed-bin','barrier-a','{"barriers":["low-contrast","no-reflow","placeholder-label","colour-only-error"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','gave-up',15.034,25,0,0,0,NULL,0,1.0,'{"barriers_met":["low-contrast","no-reflow","placeholder-label"],"field_seconds":{},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"","outcome":"gave-up","position":1,"rereads":0,"returns":0,"seconds_on_first_page":null,"seconds_to_first_field":null,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[{"kind":"zoom"},{"kind":"focus-ring"}],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',6.953,15,1,1,0,4,0,4.0,'{"barriers_met":[],"field_seconds":{"full-name":4.258},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"seconds_on_first_page":null,"seconds_to_first_field":2.695,"stuck":0,"submits":0}',4.0);
INSERT INTO "runs" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa',1,'barrier','missed-bin','barrier-a','{"barriers":["low-contrast","no-reflow","placeholder-label","colour-only-error"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','timed-out',12.573,23,0,0,0,NULL,0,1.0,'{"barriers_met":["low-contrast","no-reflow","placeholder-label"],"field_seconds":{},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"","outcome":"timed-out","position":1,"rereads":0,"returns":0,"seconds_on_first_page":null,"seconds_to_first_field":null,"stuck":0,"submits":0}',1.0);
INSERT INTO "runs" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[{"kind":"zoom"},{"kind":"focus-ring"}],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',5.66,15,0,1,0,4,0,3.0,'{"barriers_met":[],"field_seconds":{"full-name":3.292},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"seconds_on_first_page":null,"seconds_to_first_field":2.368,"stuck":0,"submits":0}',3.0);
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
	hash VARCHAR(64), station_name TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT fk_sessions_event_events FOREIGN KEY(event) REFERENCES events (name), 
	UNIQUE (id)
);
INSERT INTO "sessions" VALUES(1,'c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','b939bd0ca3704cc8f8ebf8eeba5ac3ce8cc9d98136d1b54a989261c6a769fb9d','');
INSERT INTO "sessions" VALUES(2,'f0e642f4-3328-4d08-8ded-3c9691eb79fa','User Research Week','station-1','claudia','2026-03-02','0.1.0','1','finished','66befaafd0766f6f764a61503ee4b6c70bfdc801a72392b6504eae95cfae76ba','');
INSERT INTO "sessions" VALUES(3,'ea190b2a-5806-4a9d-8c31-406deea3d685','User Research Week','station-1','claudia','2026-03-02','0.1.0','1','finished','aa0c3ed473497c6445ca391b327ac10695968f82499a230d4a8b04fbc7d80091','');
CREATE TABLE streams (
	session_id VARCHAR(36) NOT NULL, 
	facts INTEGER NOT NULL, 
	block BLOB NOT NULL, 
	CONSTRAINT pk_streams PRIMARY KEY (session_id), 
	CONSTRAINT fk_streams_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "streams" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',40,X'789CED54DB6EE32010FD173F8FA37073ECFE4A1C55C426090A060B70ABA8EABFEF80BD5B6DB7AB34BB7DE843240C7398397306ECF1765B5120D51A78830FA981D00A1ACE816F18D44400AF2BA80581A6D900130244056C8D2646D4042815C070150D708AB012403635C206836B608C81E014C338AE04D0CD396E3504B518108E9A8C822069654847BBA6A8BD0646D63BD8167EB2AB10A58FAA2FA018E551ADC2C93D5B046775F9CF792FBDD7CAAF06156F4207AD4CBF3AB86E0AB9AC395B2A55D93EEF5C2DFBE3145F3BFF26FB565DBAD6E53CB8FF993138ACB274D65CCAFD14A34BF9AC2B73F5A5D7F68838EA41B929CEE27B277D5F462FC774D4C998D2CA41CDC9DEA44FCA8CF9F0F37817F7F9B1E449E77A698BCED9A86C6C8B87B6680B688BB3B67D468B72DE1C950FCECA808EED2E611774D4CE222608A30CE7CC1974C01754EEB5CDB4F89C8C078BA5BEA232CAA54BCE911737F9B257516A8359176F676408D96DE5933ECA590213F5CAE827E52FD9B700D5DF7977DE3FF03E9ADA4287C783F3C363FED5202FFA49FD21D39DA4975D5CBAE24A75D8DF9D1BE6CF1D8DD1A898BCEFDAE7A7C65FFB70EED76B6D48BF411B7EFD15DE6977DA2D34D5EBF8FDEAFBD56D9D334675733BDDF293A0AFC56EF703FC8663FA');
INSERT INTO "streams" VALUES('f0e642f4-3328-4d08-8ded-3c9691eb79fa',49,X'789CED566D8FA32010FE2F7E1E4D016971FF4A6D3654B125456800B7E95DF6BFDF40DD6C739BCB36F792DC5D4C54E6ED996706E2E8764B85005A13A8790D5C10108C43DD342038034A08DE1C44BD8166857243A069D640488A6120560CD88AC37ADD00A31B2068A32B0A6B5CEB86036702302D4517C5305A632A0E0417D6603012D6182036C0B9403346360218CA0C8BD8E052A79C14300DE534E7E09C006158EE06A919DDC1B6F093AD42943EAABE80E22C0FAA0A4777B1A89CD4F52F79EEA5F75AF96A54F1132DB5A36C9F9BF989D6BE383756DD51DA43C60C5A99BE1A5C3785ACFF7A27EFF5A5CD9F6B47FBEFBA8CBB949DB3D1CB90B6C3BAD2AB018D69038CECD4D1995EF9D2C8BD32EF9B87D2519973EEF1E3354CC694568EEA9102E63CA9BBAF6D914A5136B6C5535BB405B4C549DB3E6B3373369E950FCECA808EED2EE92EE8A89D459DA01A653865CCA8039E43B9D736C3E225094F16CB7B4566A44B679C23AF6EF265AFA2D406B3CEDECEC810B2DBCA177D90370A4CD42BA35F94BF66DFACA87EC12DB805B7E0FE33DC778FB67053ECDC789B9B518F3860D1729BCB7773F88DF38703FD36F83F9BE77499E70FE306D945875FC82756AD66930ECF83F3E373FE31414FF493FAC082FF2F1EA1F3C7F5E1E216D8BF0953BD8E7F90E87E3CA070362ABEBDE677AFF56BB1DB7D0311F737F3');
INSERT INTO "streams" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685',51,X'789CED56DB6EA33010FD179E0DC2D8DCF22B21AA1C18122BC646B64994ADFAEF1D1CAA46DB5D356A2BED3E2021983333672EB6EC61BBE515253CAF485EE6A42C33428B82D4454658CA49C139C96A4A585991AC4C1157A42C669F8A5414E594705A938A9584628822AF498DAE05456A5A63084618CB5057921AA9554E38C21CB51898E659801C1364E841199A698918BFE89D630296E721026729CAC8415E8E6158CD430C86FE34C3620BB623DBC84E3A715E580F5D44A2511C20714773D1084E70FD0FDF7B61AD049B0CE03F41736BA0BBD0D817DAFC65CC90B447A10F81D34B505DD29B7672017FBF93F7FAE68D586A47FDCF3ECA5CE2D6686F859B17459BD8428FCA79199468E16854073656620FEA7D09513A821A43A71F9F7E522AD66280470A58E2CC3D3E37D15C0A68DF449B266A22D24427A9BB8096CC41398275460B8786ED6EC6C6492F8D464C117AE14E81334887BB11EFA50E347F99858DC6F25E3033A69B773A785ECD64E30EBC900AA32ED65609E782598BB33C885B0A0CD4819267B0D7605B00742B6FE5ADBC95B7F2BEC5FBEDD54466F2AD196EF7F4419C219EC6DB14B8BBF5DF32FE757CDCC6CC67D3235BA7C7C3BC5EB4DEE03CDEF0245D54D23DF5C60E4FE167082DDE4EF0210BFE3359A42EA3FCE1E2BE48834EFA3F30AC19C79F4CB3D2FE09EDFE6A406154E0DF0EF9DDA17E8976BB57AC006351');
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
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','no-focus-ring','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','timeout','completed',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','low-contrast','gave-up',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','low-contrast','timed-out',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','no-reflow','gave-up',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','no-reflow','timed-out',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','placeholder-label','gave-up',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','placeholder-label','timed-out',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','3','4',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','claudia','2','2',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','claudia','3','3',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','5','7',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','claudia','3','3',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','claudia','3','4',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','2','5',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','claudia','2','5',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','christopher','85','40',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','claudia','55','35',1);
INSERT INTO "tallies" VALUES('User Research Week','facts','','','',140);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','christopher','11','1',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-seconds','christopher','8','1',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','85','40',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','claudia','60','5',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','christopher','0','0',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','claudia','0','0',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','claudia','0','1',1);
INSERT INTO "tallies" VALUES('User Research Week','order','','barrier, helped','',3);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','christopher','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','claudia','gave-up','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','claudia','timed-out','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','christopher','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','claudia','completed','',2);
INSERT INTO "tallies" VALUES('User Research Week','people','christopher','','',1);
INSERT INTO "tallies" VALUES('User Research Week','people','claudia','','',2);
INSERT INTO "tallies" VALUES('User Research Week','pity','christopher','3','4',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','claudia','2','3',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','claudia','4','5',1);
INSERT INTO "tallies" VALUES('User Research Week','runs','','','',6);
INSERT INTO "tallies" VALUES('User Research Week','seconds','christopher','10','5',1);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','83.3333','',2);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','91.6667','',1);
INSERT INTO "tallies" VALUES('User Research Week','zoom','claudia','3','2.6 3',1);
INSERT INTO "tallies" VALUES('User Research Week','zoom','claudia','4','2.6 3',1);
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
CREATE INDEX ix_sessions_event_station_name ON sessions (event, station_name);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',3);
INSERT INTO "sqlite_sequence" VALUES('sessions',3);
COMMIT;
