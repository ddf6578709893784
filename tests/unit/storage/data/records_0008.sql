BEGIN TRANSACTION;
CREATE TABLE actions (
	id VARCHAR(36) NOT NULL, 
	event TEXT NOT NULL, 
	text TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	is_done BOOLEAN NOT NULL, 
	due_on DATE, history TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_actions PRIMARY KEY (id), 
	CONSTRAINT fk_actions_event_events FOREIGN KEY(event) REFERENCES events (name)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
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
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','capable-now','',3,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','capable-then','',3,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','confidence-now','',3,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','confidence-then','',3,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','ease','barrier',2,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','ease','helped',5,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','effort','barrier',80,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','effort','helped',NULL,1);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','frustration','barrier',70,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','frustration','helped',5,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','pity-now','',5,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','pity-then','',4,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','umux-capable','helped',7,0);
INSERT INTO "answers" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','umux-easy','helped',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-now','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-then','',4,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-now','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-then','',3,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','barrier',1,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','helped',4,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','barrier',85,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','helped',40,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','barrier',65,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','helped',40,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-now','',6,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-then','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-capable','helped',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-easy','helped',7,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','capable-now','',4,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','capable-then','',3,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','confidence-now','',2,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','confidence-then','',2,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','ease','barrier',1,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','ease','helped',5,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','effort','barrier',55,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','effort','helped',10,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','frustration','barrier',NULL,1);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','frustration','helped',25,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','pity-now','',2,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','pity-then','',3,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','umux-capable','helped',5,0);
INSERT INTO "answers" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','umux-easy','helped',5,0);
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
INSERT INTO "comments" VALUES('0cba0f8d-119e-43b9-8ce0-37f8c18940ea','User Research Week','station-1','what-like','I gave up at the date.','','waiting','','[]','[]');
INSERT INTO "comments" VALUES('19c3af14-01f5-4aa6-9fa2-ecc22c429473','User Research Week','station-1','change-should','Test our own form with the keyboard before every release.','','waiting','','[]','[]');
INSERT INTO "comments" VALUES('d749ad01-f1b2-4baf-a473-66e3951f6ebd','User Research Week','station-1','what-like','I could not tell where I was on the page.','','waiting','','[]','[]');
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
CREATE TABLE met (
	session_id VARCHAR(36) NOT NULL, 
	barrier TEXT NOT NULL, 
	event TEXT NOT NULL, 
	CONSTRAINT pk_met PRIMARY KEY (session_id, barrier), 
	CONSTRAINT fk_met_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "met" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','keyboard-trap','User Research Week');
INSERT INTO "met" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','timeout','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','timeout','User Research Week');
INSERT INTO "met" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','low-contrast','User Research Week');
INSERT INTO "met" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','no-reflow','User Research Week');
INSERT INTO "met" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','placeholder-label','User Research Week');
CREATE TABLE outbox (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR(16) NOT NULL, 
	item_id VARCHAR(36) NOT NULL
);
INSERT INTO "outbox" VALUES(1,'session','c386bbc4-cd61-4e30-98f1-6adf91b7584a');
INSERT INTO "outbox" VALUES(2,'session','2d5db79b-a2a7-4e1f-bac7-652ccdf84404');
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
	facts INTEGER NOT NULL, zoom_comfort_from FLOAT, zoom_comfort_to FLOAT, 
	CONSTRAINT pk_results PRIMARY KEY (session_id), 
	CONSTRAINT fk_results_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "results" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','christopher','barrier, helped',1,4,85,40,65,40,3,5,5,6,4,5,10.116,7.369,NULL,1,0,0,'completed','completed',NULL,8.33333333333333285946e+01,2,41,NULL,NULL);
INSERT INTO "results" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404','User Research Week','christopher','barrier, helped',2,5,80,NULL,70,5,3,3,4,5,3,3,8.186,5.239,13,2,0,0,'completed','completed',NULL,8.33333333333333285946e+01,2,40,NULL,NULL);
INSERT INTO "results" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685','User Research Week','claudia','barrier, helped',1,5,55,10,NULL,25,2,2,3,2,3,4,NULL,6.649,NULL,4,0,1,'gave-up','completed',4.0,6.66666666666666714053e+01,2,50,2.6,3.0);
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
INSERT INTO "runs" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','completed',8.186,13,0,0,0,13,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"field_seconds":{"full-name":0.042},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"full-name","outcome":"completed","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',5.239,17,0,2,0,2,0,1.0,'{"barriers_met":[],"field_seconds":{"full-name":4.571},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','completed',10.116,16,0,0,0,NULL,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring","timeout"],"field_seconds":{},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"","outcome":"completed","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',7.369,17,0,1,0,1,0,1.0,'{"barriers_met":[],"field_seconds":{"full-name":6.945},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685',1,'barrier','missed-bin','barrier-a','{"barriers":["low-contrast","no-reflow","placeholder-label","colour-only-error"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','gave-up',14.576,25,0,0,0,NULL,0,1.0,'{"barriers_met":["low-contrast","no-reflow","placeholder-label"],"field_seconds":{},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"","outcome":"gave-up","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[{"kind":"zoom"},{"kind":"focus-ring"}],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[{"kind":"acuity","log_cs":1.12,"logmar":0.7}],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',6.649,16,1,1,0,4,0,4.0,'{"barriers_met":[],"field_seconds":{"full-name":4.386},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"full-name","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
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
INSERT INTO "sessions" VALUES(1,'c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','e02c3278c07b9a6ae0bac256be33c9c05d354b68ee72c464b7e49e401714b1e1');
INSERT INTO "sessions" VALUES(2,'2d5db79b-a2a7-4e1f-bac7-652ccdf84404','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','464d84c7cfbe72026d276789f1597930d49eb1dcc288e3c9dd07797da5e0e998');
INSERT INTO "sessions" VALUES(3,'ea190b2a-5806-4a9d-8c31-406deea3d685','User Research Week','station-1','claudia','2026-03-02','0.1.0','1','finished','fd4100686a52dbb89b7c38a46912e60ff4a6de84d565c2ccf03b07560e80f7bc');
CREATE TABLE streams (
	session_id VARCHAR(36) NOT NULL, 
	facts INTEGER NOT NULL, 
	block BLOB NOT NULL, 
	CONSTRAINT pk_streams PRIMARY KEY (session_id), 
	CONSTRAINT fk_streams_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "streams" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',41,X'789CED546B6BC23014FD2FF97C2BE6D5C7FE8A15896DD4609B489A0A32FCEFBB8DDD0337981B730C566893DCDC734E4E2EE42E1629837C5E405A64C0840059806005E4740E996090A539A45C422139480632175070064C52C8328E33B2720E9C72A0A2009EA5C0650E9C7328284854600C4505855482102882DB22A2E7205049D26146A57450678811C0072AFE5CD0252C88EFEDAC0BCA075D13207B7DBAEBB856DE1BED67AD0E9F44832F6DEBE8EA238F1BA39B7AB67155DFFD8AF3573F43D546AFB8FFD5AF75683871B63925EB3E046771CFBA245E24F1C66E310EA6D5AE7F53135CED747388171DEEDE374D6255ABBF71FEA8335CE2B1247B63EB923C94CF0795044A72709D09C6594C500C83EAF611D39A0E6B9DAC0D66CE2885FCAA515D1793561DCD565D6848AA75638EDA9F626E0C743DF126DEC4FB31DED550126C1A956B7504E3E2D0E83080AFDEF4087E79FB9796700D63777AFAA65B6D9C6F57B1812326F85EBF93AC76CAAB2A8C0DE9E6E24DB47F45D3B5097FD9DF1FA6DDD429D8992C974F56197AAA');
INSERT INTO "streams" VALUES('2d5db79b-a2a7-4e1f-bac7-652ccdf84404',40,X'789CED54ED6AC230147D97FCBE95E6ABB67B152B12DBA8C13691341564F8EEBB8D9D8AC850D8D8064248723FCEC9B92137B319A71472318522A5C00A0A459101A51244C1214F39F054429615C0D91428FA58CA20C395E629B08C01CF0BF40B60B900C110968298329014A8903122B20CA4CC21A3C071E15CC2141731F00D78609221ADC42404718A783C96B339CC88EFEDA40BCA075D13205B7DF8C679A9BC37DA4F5A1D9EB2564637F564E5AABE8BAA068DDAD6E7FD7DBDB7A8EFADE57ABEE8196E70D48EFE0747EB5061E26C7348967D08CEA2CFBA242A4FBCB16BB48369B5EBC3E9C8A553BE4E8257BBA1CCBE6912AB5A7DB936DC6D74B38B559FC675D25363E419EA7A2FC9D6D8BA246FE5E741258192EC5C678271160314CDA0BA6DCC694D87179F2C0D468E4885F8AA515D178356EDCD5A9D6008AA7563F6DA1F626C3474FDC2BD70FF00776F2A89E9162BE7DB45FC8610177CAFC7103672E55A1DC970B36B7418C86E7A694C3EF7DCA9156FD3D81F6BB92FCABE50EADA84E744541BE55515C62FE7057BC17E1FF6C3AFF8A15F821DC97CFE0171A456E1');
INSERT INTO "streams" VALUES('ea190b2a-5806-4a9d-8c31-406deea3d685',50,X'789CED96DB6EA3301086DF85EB01E11387BE4A882A0786C48AC1C898ACDAAAEFBE0365B7ABB4D246BBB9D86A911099C3FF8DC723C566B7930503952BC8730E2CCBA0CC388854422625F09281C80BE0794A7E0179366B0A2818D929485642217260AA804C955092346384A62595102004A7580E25A1850249AEA22815668A83A4E29CB24C508AE5E4D32F291515174A2DB41429D9A42746510951CA8517A4679C03A786382FF7B08BFCD42763D03E60134174C6A77FF07DD0DE1BF44987E137DEBC1BEC9B652FB7EDECD9B92EA94FBA3F2EB2D6A06D92D6D5D378D781BC37360F7D6D9AE2777CACFB16D7AE0F5E8FF3287A177B6C2948F660758D27671BF4B1D507B4EF8323EB847658367BF5B493B571AF3BBCB181B5CEBCC1972A3A9BBEA9A287EAC74255045534B8D104E37A4A3072831ECF8BA63323CD3B3E18CABC5229E26BABC77149F6FA628EFA0D23A8416B2EE89F96DCEA60B3711BB7711BB7717FC55DBDAAC84DA1761D2EE2A3BE603C0D1F4EF255FAF3C47FBB08AE65FC3F3FF05B5D0747D7E0834CD23564C6C7D6F9EE71F9EAA04CF0137E58853E4E3CA1EB0D7A73737F886163C2278477C370CF6536EC2B61BF1E02640C16C327FFEFD768BFFF0EA0D83A22');
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
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','keyboard-trap','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','mouse-only-button','',2);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','no-focus-ring','',2);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','timeout','',2);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','low-contrast','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','no-reflow','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','claudia','placeholder-label','',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','3','3',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','4','5',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','claudia','3','4',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','3','3',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','3','5',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','claudia','2','2',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','1','4',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','2','5',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','claudia','1','5',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','christopher','85','40',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','claudia','55','10',1);
INSERT INTO "tallies" VALUES('User Research Week','facts','','','',131);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','christopher','13','2',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','65','40',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','70','5',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','christopher','0','0',2);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','claudia','0','1',1);
INSERT INTO "tallies" VALUES('User Research Week','order','','barrier, helped','',3);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','christopher','completed','',2);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','claudia','gave-up','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','christopher','completed','',2);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','claudia','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','people','christopher','','',2);
INSERT INTO "tallies" VALUES('User Research Week','people','claudia','','',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','christopher','4','5',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','christopher','5','6',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','claudia','3','2',1);
INSERT INTO "tallies" VALUES('User Research Week','runs','','','',6);
INSERT INTO "tallies" VALUES('User Research Week','seconds','christopher','10','5',2);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','66.6667','',1);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','83.3333','',2);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',3);
INSERT INTO "sqlite_sequence" VALUES('sessions',3);
COMMIT;
