BEGIN TRANSACTION;
CREATE TABLE actions (
	id VARCHAR(36) NOT NULL, 
	event TEXT NOT NULL, 
	text TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	is_done BOOLEAN NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_actions PRIMARY KEY (id), 
	CONSTRAINT fk_actions_event_events FOREIGN KEY(event) REFERENCES events (name)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
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
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','capable-now','',1,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','capable-then','',2,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','change-should','',NULL,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','confidence-now','',5,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','confidence-then','',4,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','ease','barrier',3,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','ease','helped',5,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','effort','barrier',NULL,1);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','effort','helped',15,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','frustration','barrier',90,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','frustration','helped',40,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','pity-now','',3,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','pity-then','',3,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','umux-capable','helped',4,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','umux-easy','helped',6,0);
INSERT INTO "answers" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','what-like','',NULL,1);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','capable-now','',4,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','capable-then','',4,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','change-should','',NULL,1);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','confidence-now','',6,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','confidence-then','',4,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','ease','barrier',2,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','ease','helped',4,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','effort','barrier',100,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','effort','helped',25,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','frustration','barrier',75,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','frustration','helped',20,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','pity-now','',3,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','pity-then','',4,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','umux-capable','helped',NULL,1);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','umux-easy','helped',3,0);
INSERT INTO "answers" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','what-like','',NULL,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','capable-now','',2,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','capable-then','',2,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','change-should','',NULL,1);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','confidence-now','',5,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','confidence-then','',4,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','ease','barrier',3,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','ease','helped',7,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','effort','barrier',100,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','effort','helped',20,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','frustration','barrier',55,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','frustration','helped',25,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','pity-now','',6,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','pity-then','',5,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','umux-capable','helped',6,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','umux-easy','helped',6,0);
INSERT INTO "answers" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','what-like','',NULL,1);
CREATE TABLE comments (
	id VARCHAR(36) NOT NULL, 
	session_id VARCHAR(36), 
	run VARCHAR(16) NOT NULL, 
	event TEXT NOT NULL, 
	station TEXT NOT NULL, 
	question VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	redacted_text TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	theme TEXT NOT NULL, 
	tags TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_comments PRIMARY KEY (id), 
	CONSTRAINT fk_comments_event_events FOREIGN KEY(event) REFERENCES events (name), 
	CONSTRAINT fk_comments_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "comments" VALUES('1f8f7c7c-46c9-4267-905f-2820b244b490',NULL,'','User Research Week','station-1','what-like','Once the labels were there it took half the time.','','waiting','','[]',0);
INSERT INTO "comments" VALUES('c0207351-ae77-4176-8751-1c500a9fc5e2',NULL,'','User Research Week','station-1','change-should','Give every field a label that can be seen.','','waiting','','[]',0);
CREATE TABLE events (
	name TEXT NOT NULL, 
	held_on DATE NOT NULL, 
	keep_until DATE NOT NULL, 
	k INTEGER NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	stations TEXT NOT NULL, 
	ethics TEXT NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (name)
);
INSERT INTO "events" VALUES('User Research Week','2026-03-02','2027-03-02',5,'en','["station-1", "station-2"]','[["proportionate", true, "Two runs and a few questions are enough to learn where our form hurts."], ["secure", true, "No names, random ids, one laptop with an encrypted disk."], ["robust", true, "The same task and order for everybody; the lab and its models are open."], ["responsible", true, "Reported with its limits, and never as what disabled people live through."]]');
CREATE TABLE live_facts (
	session_id VARCHAR(36) NOT NULL, 
	seq INTEGER NOT NULL, 
	at_ms INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	field TEXT NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_live_facts PRIMARY KEY (session_id, seq), 
	CONSTRAINT fk_live_facts_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE met (
	session_id VARCHAR(36) NOT NULL, 
	barrier TEXT NOT NULL, 
	event TEXT NOT NULL, 
	CONSTRAINT pk_met PRIMARY KEY (session_id, barrier), 
	CONSTRAINT fk_met_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "met" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','timeout','User Research Week');
INSERT INTO "met" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','keyboard-trap','User Research Week');
INSERT INTO "met" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','timeout','User Research Week');
INSERT INTO "met" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','low-contrast','User Research Week');
INSERT INTO "met" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','no-reflow','User Research Week');
CREATE TABLE outbox (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR(16) NOT NULL, 
	item_id VARCHAR(36) NOT NULL
);
INSERT INTO "outbox" VALUES(1,'session','656412a9-b8a1-4bcd-9a69-16c74da4f9fc');
INSERT INTO "outbox" VALUES(2,'session','9ed9c621-de97-4af0-b17c-a82cdc82f252');
INSERT INTO "outbox" VALUES(3,'session','20ac8ad8-9e9a-4da1-a622-e12b6511993d');
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
	zoom_predicted FLOAT, 
	usefulness FLOAT, 
	runs INTEGER NOT NULL, 
	facts INTEGER NOT NULL, 
	CONSTRAINT pk_results PRIMARY KEY (session_id), 
	CONSTRAINT fk_results_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "results" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc','User Research Week','christopher','barrier, helped',2,4,100,25,75,20,4,6,4,3,4,4,8.288,4.52,NULL,3,0,0,'completed','completed',NULL,NULL,NULL,2,33);
INSERT INTO "results" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252','User Research Week','claudia','barrier, helped',3,7,100,20,55,25,4,5,5,6,2,2,4.128,4.521,10,1,0,0,'completed','completed',3.0,3.8,8.33333333333333285946e+01,2,30);
INSERT INTO "results" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d','User Research Week','christopher','barrier, helped',3,5,NULL,15,90,40,4,5,3,3,2,1,NULL,4.668,NULL,1,0,0,'gave-up','completed',NULL,NULL,6.66666666666666714053e+01,2,36);
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
	score TEXT, 
	CONSTRAINT pk_runs PRIMARY KEY (session_id, position), 
	CONSTRAINT fk_runs_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "runs" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","helps":[],"is_calibrated":true,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","twin":"barrier"}','gave-up',8.26,16,0,0,0,NULL,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring","timeout"],"field_seconds":{},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"","outcome":"gave-up","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","helps":[],"is_calibrated":true,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","twin":"accessible"}','completed',4.668,12,0,2,0,1,0,1.0,'{"barriers_met":[],"field_seconds":{"full-name":3.83},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","helps":[],"is_calibrated":true,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","twin":"barrier"}','completed',8.288,12,0,0,0,NULL,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"field_seconds":{},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"","outcome":"completed","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","helps":[],"is_calibrated":true,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","twin":"accessible"}','completed',4.52,12,0,0,0,3,0,1.0,'{"barriers_met":[],"field_seconds":{"full-name":3.164},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252',1,'barrier','missed-bin','barrier-a','{"barriers":["low-contrast","no-reflow","placeholder-label","colour-only-error"],"content":"a","helps":[],"is_calibrated":true,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","twin":"barrier"}','completed',4.128,10,0,0,0,10,0,1.0,'{"barriers_met":["low-contrast","no-reflow"],"field_seconds":{"full-name":0.116},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"full-name","outcome":"completed","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","helps":[{"kind":"zoom"},{"kind":"focus-ring"}],"is_calibrated":true,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","twin":"accessible"}','completed',4.521,11,0,1,0,1,0,3.0,'{"barriers_met":[],"field_seconds":{"full-name":3.285},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
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
	hash VARCHAR(64), 
	CONSTRAINT fk_sessions_event_events FOREIGN KEY(event) REFERENCES events (name), 
	UNIQUE (id)
);
INSERT INTO "sessions" VALUES(1,'656412a9-b8a1-4bcd-9a69-16c74da4f9fc','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','3eee65e4b013658a6173693e429f4e0aae7b80797f6f1de39a57f1918d12f6dd');
INSERT INTO "sessions" VALUES(2,'9ed9c621-de97-4af0-b17c-a82cdc82f252','User Research Week','station-1','claudia','2026-03-02','0.1.0','1','finished','745dcdedce63e241095c51560d6ede394d72d59ebfd1c78cb975bdc28e6e7849');
INSERT INTO "sessions" VALUES(3,'20ac8ad8-9e9a-4da1-a622-e12b6511993d','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','7462b8c3f655b59fe4b234ae8fdecfb9a6a45b43a624481da34672316dc63646');
CREATE TABLE streams (
	session_id VARCHAR(36) NOT NULL, 
	facts INTEGER NOT NULL, 
	block BLOB NOT NULL, 
	CONSTRAINT pk_streams PRIMARY KEY (session_id), 
	CONSTRAINT fk_streams_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "streams" VALUES('656412a9-b8a1-4bcd-9a69-16c74da4f9fc',33,X'789CED546B6BC32014FD2F7EBE29D1BCCCFE4A538A496C2B4D34A82994D1FFBE1B9BB5D08DAD6363B051F0751FE77814AFCB252B32C86228F312384D20CB192438F3220796966803C79EC41C92B480927248F3027B0A298F81B118FD312049C2A61444201B6525A4050556665014484221E1144A04E3946498892E4E57B02476D40BE785F5B22540F6F2F823632DAC55D22E7AE9BF644D6AA46E8396CF946D94ECDAC5C634A3FB86F6EB8ED36DCC6AD07F4FEB0D6E1D19DD1DA37AF4DE68F46913054991557A8BB657BD34A33FEF571B61DBC85B315C4F8EAB9DEC8670844BDB8C5D1769D1CB8F05CCC049F97345F64AB71579AA5E992B0215198C535E198D018AA6176E1F727AE5F0DAA25A61E48454886F3AE15C086A71505B718621A8959D3A487B0CB1D990ED03F7C0FD22EEBDA122585A8DE96540E062E8A49F10370F7F4EBE14C8B96E6ED3D83FA90FE5D61B63FB75F82031C7DB51BEA16C76C28AC6CFBFC4DD4A1EB0BF04BBAB3AD889AC562FFD42C445');
INSERT INTO "streams" VALUES('9ed9c621-de97-4af0-b17c-a82cdc82f252',30,X'789CED54E16A8330107E97FCBE4A8D1AB5AF524B4935B6A1312949ECE846DF7DA7757538E8CAC6A0638310EF72DF77F75DB8B85C466906943288680E319D43985388D0CC13C82234690A718A3E8B21CB80CD818510860C71312469881C0614093462C010CB104421C10FCD5388120A714C0181344E3053BA8225B1AD0E9CE7D68B8A00D98BD397F70DB7560A1B34C27FF06A295415D4A66C5D5FA7AB2A7475B5A70A9E8D698272C7F5B63F9CD2BF23732CDDB53FC8C4F3DB4B99A75969B4B7DC75FD6833B3A2C6C34E5CABD44CF3468C5DA3B513EAD06BBDACF7A0DB6B2076E25E0AB297BA2AC8A278CB5C1028C8C138E9A5D11808D1F5DCED7B4C231DDECF6C233172C654C82F1577AE0F6A7E945B7EA121A9124A1E853DF5B1C111D53FEF4FF3C6AD20D2AD6B639B75FFF610ED6D2B8690697D691AD1A740E3A084EF524C2673005F27F832D85318FDA101AE79E90D3E974514CC3FEF68AC823F1D8BD4E1A5DD7DCBBF82262AE91F59DF03D3EE1A797A26ABD52B03F2843C');
INSERT INTO "streams" VALUES('20ac8ad8-9e9a-4da1-a622-e12b6511993d',36,X'789CED54E18E82300C7E97FD2E06B68170AF22C64CA8BA081B19C3C45C7CF72BC8DD1935B9F3A27F2E240CDAF5FBBA6F0DED622139872C82B99090441CA414C0635A3281DECC04A4710692871093CD4502494C0C8AA542409C643D6C1E829C034FE9434BA43148CA21330942A6042050282926290125A2643C8C204A391D407B2107C197B060AE33B3D62BE7B164C0F6787CE97BAD9CD3E86635FA1FBC5E179A7250754FE3466355CE36B6E8DA2729FF3EB1AFCBA886F61F7D6A4B92026BAA63B0EEBCB786F68C0D06A981D3664BBED735DAEEE2D664EDB06A86ABF4B7EBAA2A30AAC6DF1C38127BD5EF39DB6B53E6EC2DFFCC9C33C859635BEDB5351488C8F5AADD0F985AB754BE60AD2972A254C42F2AD5B643D0A883DEAA338D482556FA80EE38C44607CB8937F126DED37857AF9CD194286C8D0378AB0E1874CD4D478FD0AFCE3F0F846B187F51E3EB76B5B1AE5E0D139930DE757893124BED1FAB5AB1534E157E1C60FF8B3655E3CFB4CB7E20A3A9D0DFF9D54F6CB9FC008C730A7B');
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
INSERT INTO "tallies" VALUES('User Research Week','barrier','','keyboard-trap','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','','low-contrast','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','','mouse-only-button','',2);
INSERT INTO "tallies" VALUES('User Research Week','barrier','','no-focus-ring','',2);
INSERT INTO "tallies" VALUES('User Research Week','barrier','','no-reflow','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','','timeout','',2);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','2','1',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','4','4',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','claudia','2','2',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','4','5',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','4','6',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','claudia','4','5',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','2','4',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','3','5',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','claudia','3','7',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','christopher','100','25',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','claudia','100','20',1);
INSERT INTO "tallies" VALUES('User Research Week','facts','','','',99);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','claudia','10','1',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','75','20',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','90','40',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','claudia','55','25',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','christopher','0','0',2);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','claudia','0','0',1);
INSERT INTO "tallies" VALUES('User Research Week','order','','barrier, helped','',3);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','christopher','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','christopher','gave-up','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','claudia','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','christopher','completed','',2);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','claudia','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','people','christopher','','',2);
INSERT INTO "tallies" VALUES('User Research Week','people','claudia','','',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','christopher','3','3',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','christopher','4','3',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','claudia','5','6',1);
INSERT INTO "tallies" VALUES('User Research Week','runs','','','',6);
INSERT INTO "tallies" VALUES('User Research Week','seconds','christopher','10','5',1);
INSERT INTO "tallies" VALUES('User Research Week','seconds','claudia','5','5',1);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','66.6667','',1);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','83.3333','',1);
INSERT INTO "tallies" VALUES('User Research Week','zoom','claudia','3','3.8',1);
CREATE TABLE tombstones (
	item_id VARCHAR(36) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_tombstones PRIMARY KEY (item_id)
);
CREATE UNIQUE INDEX ix_outbox_kind_item_id ON outbox (kind, item_id);
CREATE INDEX ix_actions_event ON actions (event);
CREATE INDEX ix_sessions_ending ON sessions (ending);
CREATE INDEX ix_sessions_event_ending ON sessions (event, ending);
CREATE INDEX ix_comments_event_state ON comments (event, state);
CREATE INDEX ix_comments_session_id ON comments (session_id);
CREATE INDEX ix_results_event ON results (event);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',3);
INSERT INTO "sqlite_sequence" VALUES('sessions',3);
COMMIT;
