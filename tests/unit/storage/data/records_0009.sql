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
INSERT INTO "alembic_version" VALUES('0009');
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
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','capable-now','',6,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','capable-then','',5,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','confidence-now','',5,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','confidence-then','',3,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','ease','barrier',1,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','ease','helped',5,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','effort','barrier',50,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','effort','helped',45,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','frustration','barrier',45,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','frustration','helped',20,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','pity-now','',5,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','pity-then','',4,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','umux-capable','helped',5,0);
INSERT INTO "answers" VALUES('39798287-be38-415f-95a6-148638636231','umux-easy','helped',6,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','capable-now','',3,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','capable-then','',4,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','confidence-now','',5,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','confidence-then','',3,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','ease','barrier',1,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','ease','helped',5,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','effort','barrier',90,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','effort','helped',20,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','frustration','barrier',85,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','frustration','helped',20,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','pity-now','',5,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','pity-then','',4,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','umux-capable','helped',5,0);
INSERT INTO "answers" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','umux-easy','helped',3,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-now','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','capable-then','',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-now','',6,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','confidence-then','',4,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','barrier',2,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','ease','helped',5,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','barrier',95,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','effort','helped',50,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','barrier',85,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','frustration','helped',30,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-now','',4,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','pity-then','',3,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-capable','helped',6,0);
INSERT INTO "answers" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','umux-easy','helped',NULL,1);
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
INSERT INTO "comments" VALUES('b6ad4f8b-ab9e-42b5-8585-827520786160','User Research Week','station-2','change-should','Test our own form with the keyboard before every release.','','waiting','','[]','[]');
INSERT INTO "comments" VALUES('bef27e1c-de52-43c3-8156-302add0795ca','User Research Week','station-2','what-like','It was tiring, and I only did it for three minutes.','','waiting','','[]','[]');
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
INSERT INTO "met" VALUES('39798287-be38-415f-95a6-148638636231','flat-headings','User Research Week');
INSERT INTO "met" VALUES('39798287-be38-415f-95a6-148638636231','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('39798287-be38-415f-95a6-148638636231','no-name','User Research Week');
INSERT INTO "met" VALUES('39798287-be38-415f-95a6-148638636231','silent-error','User Research Week');
INSERT INTO "met" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','flat-headings','User Research Week');
INSERT INTO "met" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','no-name','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','mouse-only-button','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','no-focus-ring','User Research Week');
INSERT INTO "met" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','timeout','User Research Week');
CREATE TABLE outbox (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR(16) NOT NULL, 
	item_id VARCHAR(36) NOT NULL
);
INSERT INTO "outbox" VALUES(1,'session','c386bbc4-cd61-4e30-98f1-6adf91b7584a');
INSERT INTO "outbox" VALUES(2,'session','86b46f01-5c03-451c-b286-423887ecbe86');
INSERT INTO "outbox" VALUES(3,'session','39798287-be38-415f-95a6-148638636231');
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
INSERT INTO "results" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','christopher','barrier, helped',2,5,95,50,85,30,4,6,3,4,5,5,NULL,32.301,16,2,6,3,'gave-up','completed',NULL,NULL,2,200,NULL,NULL);
INSERT INTO "results" VALUES('86b46f01-5c03-451c-b286-423887ecbe86','User Research Week','ashleigh','barrier, helped',1,5,90,20,85,20,3,5,4,5,4,3,50.808,31.869,20,4,13,2,'completed','completed',NULL,50.0,2,200,NULL,NULL);
INSERT INTO "results" VALUES('39798287-be38-415f-95a6-148638636231','User Research Week','ashleigh','barrier, helped',1,5,50,45,45,20,3,5,4,5,5,6,43.727,32.287,18,2,9,1,'completed','completed',NULL,75.0,2,200,NULL,NULL);
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
INSERT INTO "runs" VALUES('39798287-be38-415f-95a6-148638636231',1,'barrier','missed-bin','barrier-a','{"barriers":["no-name","flat-headings","silent-error","no-focus-ring"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','completed',43.727,90,9,1,0,18,0,1.0,'{"barriers_met":["no-name","flat-headings","silent-error","no-focus-ring"],"field_seconds":{"address-line-1":10.102,"bin-kind":7.182,"full-name":8.415,"postcode":10.386},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"bin-kind","outcome":"completed","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('39798287-be38-415f-95a6-148638636231',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',32.287,93,1,9,0,2,0,1.0,'{"barriers_met":[],"field_seconds":{"address-line-1":5.949,"bin-kind":6.987,"full-name":7.009,"missed-on":4.821,"postcode":6.391},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"missed-on","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('86b46f01-5c03-451c-b286-423887ecbe86',1,'barrier','missed-bin','barrier-a','{"barriers":["no-name","flat-headings","silent-error","no-focus-ring"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','completed',50.808,92,13,5,0,20,0,1.0,'{"barriers_met":["no-name","flat-headings"],"field_seconds":{"address-line-1":10.428,"bin-kind":7.861,"full-name":10.452,"postcode":9.934},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"bin-kind","outcome":"completed","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('86b46f01-5c03-451c-b286-423887ecbe86',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',31.869,93,2,4,0,4,0,1.0,'{"barriers_met":[],"field_seconds":{"address-line-1":7.782,"bin-kind":5.606,"full-name":6.072,"missed-on":4.54,"postcode":6.037},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"missed-on","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',1,'barrier','missed-bin','barrier-a','{"barriers":["mouse-only-button","no-focus-ring","timeout","keyboard-trap"],"content":"a","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"barrier"}','gave-up',50.691,91,6,8,0,16,0,1.0,'{"barriers_met":["mouse-only-button","no-focus-ring","timeout"],"field_seconds":{"address-line-1":9.384,"bin-kind":10.055,"full-name":12.409,"postcode":8.897},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"barrier","last_field":"bin-kind","outcome":"gave-up","position":1,"rereads":0,"returns":0,"stuck":0,"submits":0}');
INSERT INTO "runs" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',2,'helped','missed-bin','accessible-b','{"barriers":[],"content":"b","distance_cm":60.0,"helps":[],"is_calibrated":true,"pixel_ratio":1.0,"ppd":37.8,"seed":1,"simulations":[],"task":"missed-bin","text_px":20.0,"twin":"accessible"}','completed',32.301,93,3,4,0,2,0,1.0,'{"barriers_met":[],"field_seconds":{"address-line-1":6.034,"bin-kind":7.369,"full-name":5.237,"missed-on":4.943,"postcode":7.17},"helps_taken":0,"keys_altered":0,"keys_extra":0,"kind":"helped","last_field":"missed-on","outcome":"completed","position":2,"rereads":0,"returns":0,"stuck":0,"submits":0}');
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
INSERT INTO "sessions" VALUES(1,'c386bbc4-cd61-4e30-98f1-6adf91b7584a','User Research Week','station-1','christopher','2026-03-02','0.1.0','1','finished','50fa930709f16f05b09261734d86dca5cf069d0263941ddf8d397471b3c059c6','');
INSERT INTO "sessions" VALUES(2,'86b46f01-5c03-451c-b286-423887ecbe86','User Research Week','station-2','ashleigh','2026-03-02','0.1.0','1','finished','fc7ae4e5c497cd9aa9bde5e69f1b893c3aa24f912b3eb8178e022056b2ab3d83','');
INSERT INTO "sessions" VALUES(3,'39798287-be38-415f-95a6-148638636231','User Research Week','station-2','ashleigh','2026-03-02','0.1.0','1','finished','b604c3d3ab5cf8f6139a31f091f96cf8e97415cb26f2f266edfd4a7e035625bc','');
CREATE TABLE streams (
	session_id VARCHAR(36) NOT NULL, 
	facts INTEGER NOT NULL, 
	block BLOB NOT NULL, 
	CONSTRAINT pk_streams PRIMARY KEY (session_id), 
	CONSTRAINT fk_streams_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "streams" VALUES('c386bbc4-cd61-4e30-98f1-6adf91b7584a',200,X'789CED586B4FDB4010FC2FFEBC46F77EF4AF105499F8A0168E1DD90E15AAFADF3B7B495BD4963E29047292137CF6CDCEECEC7963EEFCDC290A22928B9E943164231915294841DE28F22E90D396A2D56415D960286A45CA4AF25EE32F504193969AA489A484232B0419EBC8058F3992B41764112AF8485A090AD151149A82716484258F6B1E0AACD3E403CEAD20A7C0053512736C506470EE1438319FD5684F12C28DE31050C6A12CA6B05A4C55529254A0C0FD083AE3A11010562B23C908260178B499C138892CE23E7F8928D020298097355A8C1D504CA6102942AB8608038B24348333C29A28C1ED4014A0CF0492DA655D11A9C8889404C3036098AFA14D82C6C34AC161200EF6580DABA2410590BAC0077618160E7BB566C10115811B90BF57ED3D92B3F0C81E32C024018B201361903A8AC03735861AB86C031429B8A71DAE63B6049B02BB14196C919B84402902DCD23998666121E4883672228045996B6F3205D8306452945EC36089D21BAE13CA66F9DC231C245B945B43B2468DB443585E59F8682C1F8B825894D822860A108FCB8157C05EB4161C56653B8CE2F00E358DB92A86AD8DEC029241426C0E8BCDC6201A7293969DE5859573910E75042A8B4381948817745E4DBBE16C5E9A69496D45D54DBAFBAFDF97CD3475693ADBA4E517A3AB2EF5EDD9D5B8DECD4FA2ECFBEFA2E07915F0CA4C439B791F5EA5A7ED5151F0F40ABEAE4BEE9F87AE85EB7F7A6C4648ADC7A1BFAB2F77CB320EB8368C754EA19EBAE11AE3A5DBA47197FBE1AEEFEBA1D9A4BF60FA72346D3BA579AEFB6E48B5FC9748DB715ED663FB4F6A2EBBA1BEE986F6EF037CF1FE5DEAB7E96BA062D60F8F4D37E3E1A8F34AFBA3E3602FAFF70FAB6A3D0E4B1A9655F56655AD2A5A55AC2B8F0E05C917B7699AC7A19971E3FC82C7E3DC2DDD38602C315C9AF926630EA2905F862DEFF9E4CD800A7E0433D3F5CD3CE7A94373DB5D37FB2098DAA6BEBB4DD35DBE7718240829B8822BB847C27DF3B5AABAF9EDD5386DDEE61F5C40966997BE6358BF6BA666BD1C5AC16F0B2BB09382A5B65B8E59DFCF60D3B8DD1E81C4072C7C5675A54314D829C14EAE8D3D4E7779AE3671249DFB04175B811D2FECC9D6D5EF12FDCFF6501EA2027B21B0D3F8B51A77CB7ADCA47CF7BAB94DF56EBBDF44BCB769F839F883BB8FFB5DCA5F6D3EAAA3DE7C7C3DFF3B9D608F7DD9CF6A81BD9027E6F5F488022BB0022BFBB1E59DE24860AFF70DE6F56656DA4481155881957E516005F662DF22EF6F81E264DBA7E5F366E6BDCDCB8FD5C5C527E56EF35C');
INSERT INTO "streams" VALUES('86b46f01-5c03-451c-b286-423887ecbe86',200,X'789CED58DB4EE33010FD973C4F517CB7F9158A50680C44A44995A4ACD08A7FDF336E59246E5B8A76CB164B49C964E6CC9CB9C4583E3B5382B4D664AD25E705B980BF41910D9A8C20EB3479E9C8C34C0A49DE6AD225A9B2240DB5F18E4CA9C8484BC6C8746B21482949525BD25E51089E2C3C4BAD483941DE97C00492E5C69D830F595AB2C6E006132604154C4409512A72CEE0D990B18182362008B8162494A70077DEC2BC24674A0A78E5B71E8DB2242D1806E8AC24A1D915C802891495D430072144130E244B9F9241353C105E06E4474A201E340A5C24AC3C9C5A0D1EC8165969646038761089AEF02890F52440DB703C945430354E148E19095981AA1681946617254905D92320682AE921231AF41AF6688171961422B05A789858036236B9E064712B9868D44C81A3003181866A44118AEB845AC223D74F728B1CC8A7280639959B3682B0E4A4381C74DC4A9047B63032A06F5065259822D30535945038DC98189DC6C2210564B49980E4C6F01B8D5670AD8D6107888679D2DC3D2483574887392AC54FCAA3D308280CCF1BCA8764B80C1E6E944C0D97A0645C48A4150683210A6D53CAA57A18B3994DAD31B621958B3B2E514989EE4BF453074E0CF9325F0C4828CFE9AC18D6DDC93855C314EB828ADB787F90DFCB6A189A389C2CE3F442BA6A625B9F5CF58BF578208E99C1BF64C01319BB3A45D96D3ABF537532834331789A4B5E37B76B14DE7FE6EAFA59572D23736FAB697613ABBAE9AE4796D76DFBA8DBFBAAEA7A88E3386B9B2ECEC4673CADFA715AF4F5A7D85C36DDECB6E9EA0FE37E97FA26B6ABF81C9F2BF5EAB56C467C05B3BEDB1DB22D2F8FF7CF79B1E8BB2976D3BC389D17F382E605334AD2B621E9E52A0E63DF55231467E72CF76333357D0759409CAAF13661B6749059824D3FF8E1B443EF1E1099C3B5D53826D3AEBA6BAEAB8D1398D6B16DEEE2709F745B218248C6655CC665DC4EB8A79F79D18C1757FDB0BC48DB05584FC33ABE701EEB667AC5EDD0AF56AF9279C3FE1DFA8B9B6AA816D3761DDD31CC7BA03D631D2FC50CCBB03D603BAD0F5F98FF77FF7EF7CAEC78CB91611F81EDF67F3F2F115F84E2A73B990B9861791FB1DFA774BC5F45A6F89560FD7A5AF4CBB801F6CB551B27D63E3B6D7C8CF1E6B1E5E678F34FA796329F5A1EE51A966119966179CF73983D4F86FDF50D4C6ED87F023B9E3522EFCF332CC3F26A913722199661871CFE6FBF4A64D83780ED74102A1F8AF3F35F3F55FEDA');
INSERT INTO "streams" VALUES('39798287-be38-415f-95a6-148638636231',200,X'789CED58ED4EE330107C97FCDEA2F83BE655DA0A85C640449A5449CA099D78F79B75CAA1E380BB82042DB59486D8DEF1CCCE3A26F27C2E9C22672D1945AA30240B4BC259729284D4241477692A72122227AD0A043B92CE916290712434868D249D63DC0AF29A94C6A33364654E36472860C663462D63BF290419A1C9A1CF140E7045400A6BC08D6169484196283C69667605C60AB210A2D025D05440F06CB927F45A2F0800839F029F8314075912937929C903EC9C86341FF9259005C824E2416F0C737A1286430A9279119376B984C49C0A29009390087D06E41A597AD82614A6060E220452D4CA420C62550EBC011EB190236009733888D4A0739E4C6E494B845BA8F4932285108D94B9045A01A200E592607AE5D18F244D940637610B67C7544C6FD9A53C1AAB651E9548F419C586C035B495745339318D82E15369C514CBB20C53605AB48D84BD5C33D40E65579C8885198C98582492807B52F24F477DDE728088B565093015866A48600C8AA6D0347E4A068F0A38035B152A63B902E02DA605A140162732200793E5AC65942A500495A3D630556A988A21F63E462243AC4A440B28378C5298904BAA90286783B26109095FF01FC34B18B609259734CFFA6D7B368C653F862AA3EC36DC7FDAFDB2ECFB3AF467EB30EED5BAAA43539D5D75ABEDF0E99AA77B52F0990A788586B68A2CAFAFD6537224293804054FEB92F7D1DD1E85FEF75D6D376BCB75E00C9A729CDD84B2AADBEB01EDA16E423BCE42DF77FD1418B39BF518E7F06DD33C42DF7D9555D587619835751B66E223336DBA615C75D587D45CD6EDECB66EABBD71BF6B70139A4D78C2278F5EBCD6F5809764D6B5FB0277F6F2BAFFB9C8565D3B62852EB2F345B6C86891B1AED8DA1524766E423F746D396060BEE47637D463DDB5680B34C772B88D989D28E41761E30F7E386F51C10730335D530E430C6DCBBBFABA9C264168159AFA2EF4F7716CD708109270099770478A7BE9B6C8EAE1E2AAEBD717F1BF3D7063BF0D7FD1AC6ECABE5C8DBBFDE74F96BEDB6C5ED4F616E88D944E15967C4CB003877D78AF48AFC631C292FD09B6E71AF9AA9D22BD18C72731C14E1B96BE2A12EC0861A1AAC72FD7F76C0D77DB71D5ADC304EBD69B268C3CFAEC8CF091E1D5C3C6E950F25F678DF2A0CF1A4FE30BE4D86107F11225D869C3D2569160099660E96823C1D2D74F72E3D0BF29BE9551C98DD383A5921DE467C4FE6549853C3AD8B72AD97F9D77CA876CB9FC05FAF1EC4D');
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
INSERT INTO "tallies" VALUES('User Research Week','barrier','ashleigh','flat-headings','',2);
INSERT INTO "tallies" VALUES('User Research Week','barrier','ashleigh','no-focus-ring','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','ashleigh','no-name','',2);
INSERT INTO "tallies" VALUES('User Research Week','barrier','ashleigh','silent-error','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','mouse-only-button','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','no-focus-ring','',1);
INSERT INTO "tallies" VALUES('User Research Week','barrier','christopher','timeout','',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','ashleigh','4','3',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','ashleigh','5','6',1);
INSERT INTO "tallies" VALUES('User Research Week','capable','christopher','5','5',1);
INSERT INTO "tallies" VALUES('User Research Week','confidence','ashleigh','3','5',2);
INSERT INTO "tallies" VALUES('User Research Week','confidence','christopher','4','6',1);
INSERT INTO "tallies" VALUES('User Research Week','ease','ashleigh','1','5',2);
INSERT INTO "tallies" VALUES('User Research Week','ease','christopher','2','5',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','ashleigh','50','45',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','ashleigh','90','20',1);
INSERT INTO "tallies" VALUES('User Research Week','effort','christopher','95','50',1);
INSERT INTO "tallies" VALUES('User Research Week','facts','','','',600);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','ashleigh','18','2',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','ashleigh','20','4',1);
INSERT INTO "tallies" VALUES('User Research Week','first-field-keys','christopher','16','2',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','ashleigh','45','20',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','ashleigh','85','20',1);
INSERT INTO "tallies" VALUES('User Research Week','frustration','christopher','85','30',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','ashleigh','13','2',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','ashleigh','9','1',1);
INSERT INTO "tallies" VALUES('User Research Week','keys-lost','christopher','6','3',1);
INSERT INTO "tallies" VALUES('User Research Week','order','','barrier, helped','',3);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','ashleigh','completed','',2);
INSERT INTO "tallies" VALUES('User Research Week','outcome-barrier','christopher','gave-up','',1);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','ashleigh','completed','',2);
INSERT INTO "tallies" VALUES('User Research Week','outcome-helped','christopher','completed','',1);
INSERT INTO "tallies" VALUES('User Research Week','people','ashleigh','','',2);
INSERT INTO "tallies" VALUES('User Research Week','people','christopher','','',1);
INSERT INTO "tallies" VALUES('User Research Week','pity','ashleigh','4','5',2);
INSERT INTO "tallies" VALUES('User Research Week','pity','christopher','3','4',1);
INSERT INTO "tallies" VALUES('User Research Week','runs','','','',6);
INSERT INTO "tallies" VALUES('User Research Week','seconds','ashleigh','45','30',1);
INSERT INTO "tallies" VALUES('User Research Week','seconds','ashleigh','50','30',1);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','50','',1);
INSERT INTO "tallies" VALUES('User Research Week','usefulness','','75','',1);
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